package dev.madrugada.ingest.files;

import dev.madrugada.ingest.files.format.FileFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a task, one after the other, as rows of raw.
 *
 * @param stream the value of raw's column {@code stream}
 * @param findings what the tasks found; a task that is repeated adds the same findings again
 */
record FileRows(
        String stream,
        FileFormat format,
        Broadcast<SerializableConfiguration> hadoop,
        CollectionAccumulator<FileFinding> findings)
        implements FlatMapFunction<Iterator<List<FilePart>>, Row> {

    @Override
    public Iterator<Row> call(Iterator<List<FilePart>> tasks) {
        Rows rows = new Rows(tasks, hadoop.value().value());
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> rows.close());
        return rows;
    }

    private final class Rows implements Iterator<Row> {
        private final Iterator<List<FilePart>> tasks;
        private final Configuration configuration;
        private Iterator<FilePart> parts = List.<FilePart>of().iterator();
        private @Nullable PartRecords open;
        private @Nullable FilePart part;
        private @Nullable Row next;

        Rows(Iterator<List<FilePart>> tasks, Configuration configuration) {
            this.tasks = tasks;
            this.configuration = configuration;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null && (open != null || openNext())) {
                    next = read();
                }
                return next != null;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row row = Objects.requireNonNull(next);
            next = null;
            return row;
        }

        /** The next record of the open file; null after its last one. */
        private @Nullable Row read() throws IOException {
            PartRecords records = open;
            FilePart current = part;
            if (records == null || current == null) {
                return null;
            }
            byte[] payload = records.next() ? records.payload() : null;
            if (payload == null) {
                close();
                return null;
            }
            return RowFactory.create(
                    stream,
                    current.file().uri().toString(),
                    Long.toString(records.position()),
                    0L,
                    null,
                    Timestamp.from(current.file().arrivedAt()),
                    payload,
                    null,
                    null,
                    null);
        }

        private boolean openNext() throws IOException {
            while (!parts.hasNext()) {
                if (!tasks.hasNext()) {
                    return false;
                }
                parts = tasks.next().iterator();
            }
            FilePart following = parts.next();
            PartRecords records = new PartRecords(following, format, configuration, findings::add);
            if (following.file().content() == ListedFile.Content.REFUSED) {
                try (records) {
                    RefusedRecords.byReason(records)
                            .forEach((reason, count) ->
                                    findings.add(FileFinding.refused(following.file(), reason, count)));
                }
            } else {
                open = records;
                part = following;
            }
            return true;
        }

        private void close() {
            PartRecords records = open;
            open = null;
            if (records != null) {
                try {
                    records.close();
                } catch (IOException | RuntimeException ignored) {
                    // The file was read to its end, or to the place where it is broken, which is a finding.
                }
            }
        }
    }
}
