package dev.madrugada.ingest.files.format;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file, each as a JSON object with all columns of the file. */
final class ParquetRows implements FileRecords {
    private final ParquetReader<Group> reader;
    private final ParquetJson json = new ParquetJson();
    private @Nullable Group row;
    private long position = -1;

    ParquetRows(FileSystem files, Path file) throws IOException {
        this.reader = new Groups(
                        new StoredParquet(files, file, files.getFileStatus(file).getLen()))
                .withConf(files.getConf())
                .build();
    }

    /** Parquet's own builder for such rows takes a path, and so the file system of the path. */
    private static final class Groups extends ParquetReader.Builder<Group> {
        Groups(InputFile file) {
            super(file);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private record StoredParquet(FileSystem files, Path file, long length) implements InputFile {
        @Override
        public long getLength() {
            return length;
        }

        @Override
        public SeekableInputStream newStream() throws IOException {
            return HadoopStreams.wrap(files.open(file));
        }
    }

    @Override
    public boolean next() throws IOException {
        position++;
        row = reader.read();
        return row != null;
    }

    @Override
    public byte[] payload() throws IOException {
        Group current = row;
        if (current == null) {
            throw new IllegalStateException("there is no current row");
        }
        return json.payload(current);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
