package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Digest;
import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;

/**
 * Writes one Parquet file as Spark does, and computes the figures of its rows and the SHA-256 of its bytes meanwhile, so
 * that nothing has to be read back. Not thread-safe.
 */
public final class ParquetFile {
    /** What the files' form depends on; Spark's writer reads it from Hadoop's configuration. */
    private static final Map<String, String> FORM = Map.of(
            "spark.sql.parquet.writeLegacyFormat", "false",
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "spark.sql.parquet.fieldId.write.enabled", "false");

    /**
     * Parquet stops to use a dictionary when it is larger than this. Large dictionaries do not fit into the processor's
     * cache and make files hardly smaller.
     */
    private static final int DICTIONARY_BYTES = 256 << 10;

    private final Path path;
    private final FileSystem files;
    private final HashedOutput output;
    private final ParquetWriter<InternalRow> writer;
    private final RowFigures.Collector figures;

    /**
     * A closed file.
     *
     * @param name the file's name in its folder
     */
    public record Written(String name, long bytes, String digest, RowFigures.Collected figures)
            implements Serializable {}

    private ParquetFile(Path path, FileSystem files, HashedOutput output, Builder builder, RowFigures.Collector figures)
            throws IOException {
        this.path = path;
        this.files = files;
        this.output = output;
        this.writer = builder.build();
        this.figures = figures;
    }

    /**
     * Creates a file.
     *
     * @param collector a new one
     * @param rowGroupBytes the size of a row group, which bounds the memory that the open file takes
     * @throws IOException if the file exists, or cannot be created
     */
    public static ParquetFile create(
            Path path, RowFigures.Collector collector, Configuration configuration, long rowGroupBytes)
            throws IOException {
        RowFigures figures = collector.figures();
        Configuration own = new Configuration(configuration);
        FORM.forEach(own::set);
        own.set(ParquetWriteSupport.SPARK_ROW_SCHEMA(), figures.schema().json());
        FileSystem files = path.getFileSystem(own);
        HashedOutput output = new HashedOutput(path, files);
        Builder builder = new Builder(output, figures)
                .withConf(own)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withDictionaryPageSize(DICTIONARY_BYTES)
                .withRowGroupSize(rowGroupBytes);
        figures.withoutDictionary().forEach(column -> builder.withDictionaryEncoding(column, false));
        return new ParquetFile(path, files, output, builder, collector);
    }

    /** Writes a row whose first fields are those of the schema. */
    public void write(InternalRow row) throws IOException {
        writer.write(row);
        figures.add(row);
    }

    /** The bytes written and buffered so far. */
    public long size() {
        return writer.getDataSize();
    }

    public Written close() throws IOException {
        writer.close();
        return new Written(path.getName(), output.bytes(), output.digest(), figures.collected());
    }

    /** Closes and deletes the file; used after an error, so it throws nothing that would hide it. */
    public void abort(Throwable cause) {
        try {
            writer.close();
        } catch (IOException | RuntimeException broken) {
            cause.addSuppressed(broken);
        }
        delete(cause);
    }

    /** Deletes the closed file. */
    public void delete(Throwable cause) {
        try {
            files.delete(path, false);
        } catch (IOException | RuntimeException left) {
            cause.addSuppressed(left);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<InternalRow, Builder> {
        private final RowFigures figures;

        Builder(OutputFile file, RowFigures figures) {
            super(file);
            this.figures = figures;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<InternalRow> getWriteSupport(Configuration configuration) {
            return figures.fieldIds()
                    .<WriteSupport<InternalRow>>map(ids -> new FieldIdWriteSupport(figures.schema(), ids))
                    .orElseGet(() -> new FlatWriteSupport(figures.schema()));
        }
    }

    /** The file's bytes on their way to the store. */
    private static final class HashedOutput implements OutputFile {
        private static final int BUFFER_BYTES = 64 << 10;

        private final Path path;
        private final FileSystem files;
        private final MessageDigest sha = Digest.newSha256();
        private long bytes;

        HashedOutput(Path path, FileSystem files) {
            this.path = path;
            this.files = files;
        }

        long bytes() {
            return bytes;
        }

        String digest() {
            return Digest.ofHash(sha.digest()).text();
        }

        @Override
        public PositionOutputStream create(long blockSizeHint) throws IOException {
            return stream(files instanceof LocalFileSystem local ? createLocal(local) : files.create(path, false));
        }

        /**
         * Without the file of check sums that Hadoop writes beside a local file, since the manifest has the digest; and
         * without a mode, which Hadoop sets by a process of its own for each file.
         */
        private FSDataOutputStream createLocal(LocalFileSystem local) throws IOException {
            return local.getRawFileSystem()
                    .create(path, false, BUFFER_BYTES, (short) 1, local.getDefaultBlockSize(path), null);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }

        private PositionOutputStream stream(FSDataOutputStream out) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return bytes;
                }

                @Override
                public void write(int b) throws IOException {
                    sha.update((byte) b);
                    bytes++;
                    out.write(b);
                }

                @Override
                public void write(byte[] from, int offset, int length) throws IOException {
                    sha.update(from, offset, length);
                    bytes += length;
                    out.write(from, offset, length);
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }

                @Override
                public void close() throws IOException {
                    out.close();
                }
            };
        }
    }
}
