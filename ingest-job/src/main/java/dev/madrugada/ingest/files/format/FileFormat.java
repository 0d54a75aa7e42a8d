package dev.madrugada.ingest.files.format;

import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.Source.Files.Compression;
import dev.madrugada.common.contract.Source.Files.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Opens files in the form that a contract describes. */
public record FileFormat(Source.Files source) implements Serializable {
    /**
     * Opens a whole file.
     *
     * @param files the file system through which every byte is read
     */
    public FileRecords open(FileSystem files, Path file) throws IOException {
        if (source.format() == Format.PARQUET) {
            return new ParquetRows(files, file);
        }
        if (source.format() == Format.ORC) {
            return new OrcRows(files, file);
        }
        if (source.format() == Format.AVRO) {
            return avro(files, file);
        }
        InputStream content = Decompressed.of(() -> files.open(file), source.compression(), file.getName());
        return switch (source.format()) {
            case JSON -> new JsonValues(content);
            case CSV -> new CsvRows(content, source.csv());
            default -> JsonLines.of(content);
        };
    }

    private static FileRecords avro(FileSystem files, Path file) throws IOException {
        InputStream stored = files.open(file);
        try {
            return new AvroRows(stored);
        } catch (IOException | RuntimeException failed) {
            stored.close();
            throw failed;
        }
    }

    /**
     * Opens the records that begin in a part of a file.
     *
     * @param from the first position of the part
     * @param to the position after the part
     */
    public FileRecords openPart(FileSystem files, Path file, long from, long to) throws IOException {
        FSDataInputStream stored = files.open(file);
        if (from == 0) {
            return JsonLines.ofFirstPart(stored, to);
        }
        stored.seek(from - 1);
        return JsonLines.ofPart(stored, from, to);
    }

    /** Whether {@link #openPart} can read a file: one of lines that is not compressed. */
    public boolean isSplittable(FileSystem files, Path file) throws IOException {
        if (source.format() != Format.JSON_LINES) {
            return false;
        }
        if (source.compression() != Compression.AUTO) {
            return source.compression() == Compression.NONE;
        }
        try (InputStream stored = files.open(file)) {
            return Decompressed.detected(stored.readNBytes(Decompressed.HEAD), file.getName()) == Compression.NONE;
        } catch (BrokenFileException notSupported) {
            return false;
        }
    }

    /** The JSON values of a file in any supported compression, whatever format its name suggests. */
    public static FileRecords jsonValues(FileSystem files, Path file) throws IOException {
        return new JsonValues(Decompressed.of(() -> files.open(file), Compression.AUTO, file.getName()));
    }
}
