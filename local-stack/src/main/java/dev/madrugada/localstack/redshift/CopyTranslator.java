package dev.madrugada.localstack.redshift;

import dev.madrugada.localstack.calls.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates COPY from S3. Translation converts the manifest's Parquet files to CSV; the translated statement loads the
 * CSV files.
 */
final class CopyTranslator implements StatementTranslator {
    private static final Logger LOG = LoggerFactory.getLogger(CopyTranslator.class);

    private final S3Files s3;
    private final Path tmp;
    private final CallLog calls;
    private final List<Path> temporaryFiles = new ArrayList<>();

    CopyTranslator(S3Files s3, Path tmp, CallLog calls) {
        this.s3 = s3;
        this.tmp = tmp;
        this.calls = calls;
    }

    @Override
    public Translation translated(String sql) {
        if (!sql.toLowerCase(Locale.ROOT).contains("s3://")) {
            return Translation.unchanged(sql);
        }
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (List<SqlToken> statement : SqlToken.statements(sql)) {
            if (CopyCommand.isCopyFromS3(statement)) {
                text.append(sql, copied, statement.get(0).start());
                text.append(copyScript(statement));
                copied = statement.get(statement.size() - 1).end();
            }
        }
        return Translation.replaced(sql, text.append(sql, copied, sql.length()).toString());
    }

    private String copyScript(List<SqlToken> statement) {
        try {
            CopyCommand command = CopyCommand.parse(statement);
            Optional<SqlFailure> refused = RoleFaults.of(command.role());
            if (refused.isPresent()) {
                throw refused.get();
            }
            return CopyScript.loading(command, converted(command));
        } catch (SqlFailure e) {
            return CopyScript.raising(e);
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warn("COPY failed", e);
            return CopyScript.raising(new SqlFailure(SqlFailure.LOAD, "COPY failed: " + e.getMessage()));
        }
    }

    private List<CopyScript.LoadFile> converted(CopyCommand command) throws SqlFailure, IOException, SQLException {
        String manifestUrl = command.manifest().toString().replace("%20", " ");
        record(command, manifestUrl);
        CopyFileList manifest = CopyFileList.parse(s3.read(manifestUrl), manifestUrl);
        List<CopyScript.LoadFile> files = new ArrayList<>();
        try (ParquetToCsv converter = new ParquetToCsv()) {
            for (CopyFileList.Entry entry : manifest.entries()) {
                record(command, entry.url());
                if (s3.exists(entry.url())) {
                    files.add(converted(entry, converter));
                } else if (entry.mandatory()) {
                    throw SqlFailure.load(
                            "Mandatory url is not present in manifest file.",
                            8001,
                            "The specified key does not exist: " + entry.url());
                }
            }
        }
        return files;
    }

    /** COPY reads as its own role, not as the role of the process that runs the statement. */
    private void record(CopyCommand command, String url) {
        calls.role(command.role().substring(command.role().lastIndexOf('/') + 1))
                .ifPresent(role -> calls.add(role, "s3:GetObject", "arn:aws:s3:::" + url.substring("s3://".length())));
    }

    private CopyScript.LoadFile converted(CopyFileList.Entry entry, ParquetToCsv converter)
            throws SqlFailure, IOException {
        Path parquet = s3.file(entry.url());
        long length = Files.size(parquet);
        if (length != entry.contentLength()) {
            LOG.info("{} has {} bytes, its content_length is {}", entry.url(), length, entry.contentLength());
            throw SqlFailure.load(
                    SqlFailure.SCAN,
                    15007,
                    "Error: HTTP response error code: 416 Message: InvalidRange The requested range is not satisfiable");
        }
        Path csv = Files.createTempFile(tmp, "copy", ".csv");
        temporaryFiles.add(csv);
        try {
            return new CopyScript.LoadFile(entry.url(), csv, converter.convert(parquet, csv));
        } catch (SQLException e) {
            LOG.info("{} is not readable as Parquet", entry.url(), e);
            throw SqlFailure.load(SqlFailure.SCAN, 15007, "File '" + entry.url() + "' has an invalid version number.");
        }
    }

    @Override
    public void close() {
        for (Path csv : temporaryFiles) {
            try {
                Files.deleteIfExists(csv);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted; the next start deletes it", csv, e);
            }
        }
        temporaryFiles.clear();
    }
}
