package dev.madrugada.transform.sink;

import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import dev.madrugada.common.spark.sink.FileSizes;
import dev.madrugada.common.spark.sink.RollingFile;
import dev.madrugada.common.spark.sink.RoutedFiles;
import dev.madrugada.transform.outcome.OutcomeRow;
import dev.madrugada.transform.outcome.RefusalKinds;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one task: the first row of each event day and key into a file of its day, the refused records into
 * a file of the quarantine. If the task fails, its files are deleted. Nothing reads a file before its manifest, which
 * lists only the files of attempts that succeeded.
 */
public final class FileWriting implements FlatMapFunction<Iterator<InternalRow>, WrittenFiles> {
    private static final long serialVersionUID = 1L;

    private final RowFigures curated;
    private final RowFigures quarantine;
    private final TreeMap<Integer, URI> folders;
    private final URI quarantineFolder;
    private final OutcomeRow.Reader reader;
    private final Broadcast<SerializableConfiguration> hadoop;

    /**
     * Creates the tasks' function.
     *
     * @param folders the folder of each event day to write, in days since 1970-01-01; rows of other days are not
     *     written, and not counted
     */
    public FileWriting(
            RowFigures curated,
            RowFigures quarantine,
            Map<Integer, URI> folders,
            URI quarantineFolder,
            Broadcast<SerializableConfiguration> hadoop) {
        this.curated = curated;
        this.quarantine = quarantine;
        this.folders = new TreeMap<>(folders);
        this.quarantineFolder = quarantineFolder;
        this.reader = new OutcomeRow.Reader(curated.schema().size());
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<WrittenFiles> call(Iterator<InternalRow> rows) throws IOException {
        Files files = new Files(hadoop.value().value());
        try {
            while (rows.hasNext()) {
                files.write(rows.next());
            }
            return List.of(files.closed()).iterator();
        } catch (IOException | RuntimeException | Error failed) {
            files.abort(failed);
            throw failed;
        }
    }

    /** The open files of one task. */
    private final class Files {
        private final RoutedFiles<Integer> byDay;
        private final RoutedFiles<URI> refused;
        private final UnsafeRow refusedRow = new UnsafeRow(quarantine.schema().size());
        private final RefusalKinds refusals = new RefusalKinds();
        private @Nullable RollingFile lastFile;
        private int lastDay;
        private byte[] key = new byte[0];
        private int day;
        private boolean hasKey;
        private long arrived;
        private long kept;

        Files(Configuration configuration) {
            FileSizes sizes = FileSizes.ofTask(folders.size() + 1);
            this.byDay =
                    new RoutedFiles<>(curated, configuration, sizes, day -> Objects.requireNonNull(folders.get(day)));
            this.refused = new RoutedFiles<>(quarantine, configuration, sizes, folder -> folder);
        }

        void write(InternalRow row) throws IOException {
            if (reader.isRefused(row)) {
                writeRefused(reader.refused(row));
                return;
            }
            int eventDay = reader.day(row);
            RollingFile file = file(eventDay);
            if (file == null) {
                return;
            }
            long stoodFor = reader.arrived(row);
            arrived += stoodFor;
            byte[] rowKey = reader.key(row);
            if (!hasKey || eventDay != day || !Arrays.equals(rowKey, key)) {
                hasKey = true;
                day = eventDay;
                key = rowKey;
                kept += stoodFor > 0 ? 1 : 0;
                file.write(row);
            }
        }

        private void writeRefused(byte[] record) throws IOException {
            refusedRow.pointTo(record, record.length);
            refused.of(quarantineFolder).write(refusedRow);
            refusals.add(refusedRow);
        }

        /** The file of an event day; null if the day is not written. Neighbouring rows often have the same day. */
        private @Nullable RollingFile file(int eventDay) {
            if (lastFile == null || eventDay != lastDay) {
                lastDay = eventDay;
                lastFile = folders.containsKey(eventDay) ? byDay.of(eventDay) : null;
            }
            return lastFile;
        }

        WrittenFiles closed() throws IOException {
            List<ParquetFile.Written> refusedFiles = refused.close().getOrDefault(quarantineFolder, List.of());
            return new WrittenFiles(new TreeMap<>(byDay.close()), refusedFiles, kept, arrived - kept, refusals);
        }

        void abort(Throwable cause) {
            byDay.abort(cause);
            refused.abort(cause);
        }
    }
}
