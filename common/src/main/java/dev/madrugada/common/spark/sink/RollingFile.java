package dev.madrugada.common.spark.sink;

import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The files that one task writes into one folder: the next file begins when one has reached the target size. Not
 * thread-safe.
 */
public final class RollingFile {
    private static final int ROWS_BETWEEN_CHECKS = 1000;

    private final URI folder;
    private final Supplier<RowFigures.Collector> collectors;
    private final Configuration configuration;
    private final FileSizes sizes;
    private final Supplier<String> names;
    private final List<ParquetFile.Written> written = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private @Nullable ParquetFile open;
    private int rows;

    /**
     * No file yet.
     *
     * @param collectors gives each file a new collector
     * @param names gives each file a name that no other file of the folder has
     */
    RollingFile(
            URI folder,
            Supplier<RowFigures.Collector> collectors,
            Configuration configuration,
            FileSizes sizes,
            Supplier<String> names) {
        this.folder = folder;
        this.collectors = collectors;
        this.configuration = configuration;
        this.sizes = sizes;
        this.names = names;
    }

    /** Writes a row whose first fields are those of the schema. */
    public void write(InternalRow row) throws IOException {
        ParquetFile file = open;
        if (file == null) {
            Path path = new Path(folder.resolve(names.get()));
            file = ParquetFile.create(path, collectors.get(), configuration, sizes.rowGroupBytes());
            paths.add(path);
            open = file;
        }
        file.write(row);
        if (++rows % ROWS_BETWEEN_CHECKS == 0 && file.size() >= sizes.targetBytes()) {
            roll(file);
        }
    }

    private void roll(ParquetFile file) throws IOException {
        open = null;
        written.add(file.close());
    }

    List<ParquetFile.Written> close() throws IOException {
        if (open != null) {
            roll(open);
        }
        return List.copyOf(written);
    }

    /** Deletes all files after an error; throws nothing that would hide it. */
    void abort(Throwable cause) {
        if (open != null) {
            open.abort(cause);
        }
        for (Path path : paths) {
            try {
                path.getFileSystem(configuration).delete(path, false);
            } catch (IOException | RuntimeException left) {
                cause.addSuppressed(left);
            }
        }
    }
}
