package dev.madrugada.common.spark.raw;

import dev.madrugada.common.spark.RowFigures;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the rows of one task into the folders of their hours. If the task fails, its files are deleted. Nothing reads a
 * file before its manifest, which lists only the files of attempts that succeeded.
 */
final class HourWriting implements FlatMapFunction<Iterator<InternalRow>, TaskHours> {
    private static final long serialVersionUID = 1L;

    private final RowFigures figures;
    private final TreeMap<Long, URI> folders;
    private final Broadcast<SerializableConfiguration> hadoop;

    HourWriting(RowFigures figures, Map<Long, URI> folders, Broadcast<SerializableConfiguration> hadoop) {
        this.figures = figures;
        this.folders = new TreeMap<>(folders);
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<TaskHours> call(Iterator<InternalRow> rows) throws IOException {
        TaskFiles files = new TaskFiles(figures, folders, hadoop.value().value());
        try {
            while (rows.hasNext()) {
                files.add(RawRow.of(rows.next()));
            }
            return List.of(files.closed()).iterator();
        } catch (IOException | RuntimeException | Error failed) {
            files.abort(failed);
            throw failed;
        }
    }
}
