package dev.madrugada.cli.quarantine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.spark.RawSchema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes quarantined records to a file, one JSON object per line. A payload that is not valid UTF-8 is written in
 * Base64, as {@code payload-base64}. Payloads may be confidential, so only the file's owner may read it.
 */
final class Export {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Export() {}

    /**
     * Writes the records, in their order, to a new file.
     *
     * @return the number of records
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if the file exists
     */
    static long to(Path file, Dataset<Row> records) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException isThere) {
            throw QuarantineFaults.exportExists(file).exception(isThere);
        }
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Iterator<Row> rows = records.toLocalIterator(); rows.hasNext(); written++) {
                out.write(JSON.writeValueAsString(json(rows.next())));
                out.newLine();
            }
        }
        return written;
    }

    private static ObjectNode json(Row row) {
        ObjectNode json = JSON.createObjectNode()
                .put("stream", row.<String>getAs(RawSchema.STREAM))
                .put("shard-id", row.<String>getAs(RawSchema.SHARD_ID))
                .put("sequence-number", row.<String>getAs(RawSchema.SEQUENCE_NUMBER))
                .put("sub-sequence-number", row.<Long>getAs(RawSchema.SUB_SEQUENCE_NUMBER))
                .put("partition-key", row.<String>getAs(RawSchema.PARTITION_KEY))
                .put("arrived-at", QuarantineText.instant(row.getAs(RawSchema.ARRIVED_AT)));
        byte[] payload = row.getAs(RawSchema.PAYLOAD);
        PayloadText.of(payload)
                .ifPresentOrElse(text -> json.put("payload", text), () -> json.put("payload-base64", payload));
        ArrayNode reasons = json.putArray("reasons");
        for (Row reason : row.<Row>getList(row.fieldIndex(QuarantineRows.REASONS))) {
            reasons.addObject()
                    .put("code", reason.<String>getAs(QuarantineRows.CODE))
                    .put("column", reason.<String>getAs(QuarantineRows.COLUMN))
                    .put("detail", reason.<String>getAs(QuarantineRows.DETAIL));
        }
        return json;
    }
}
