package dev.madrugada.ingest.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Writes the records of tests as files, each by the library that other producers use. */
public final class WrittenFiles {
    private interface Compressor {
        OutputStream compressed(OutputStream file) throws IOException;
    }

    /** Every compression of a whole file, by the ending of the file's name. */
    private static final Map<String, Compressor> COMPRESSORS = new LinkedHashMap<>();

    static {
        COMPRESSORS.put("plain", file -> file);
        COMPRESSORS.put("gz", GZIPOutputStream::new);
        COMPRESSORS.put("zst", ZstdOutputStream::new);
        COMPRESSORS.put("bz2", BZip2CompressorOutputStream::new);
        COMPRESSORS.put("sz", SnappyFramedOutputStream::new);
        COMPRESSORS.put("snappy-java", SnappyOutputStream::new);
        COMPRESSORS.put("snappy", HadoopBlocks::new);
    }

    private WrittenFiles() {}

    /** Hadoop's block format of Snappy: lengths before each chunk. */
    private static final class HadoopBlocks extends ByteArrayOutputStream {
        private final OutputStream file;

        HadoopBlocks(OutputStream file) {
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            byte[] chunk = Snappy.compress(toByteArray());
            try (DataOutputStream out = new DataOutputStream(file)) {
                out.writeInt(size());
                out.writeInt(chunk.length);
                out.write(chunk);
            }
        }
    }

    /** A text in every compression, in two members where the compression has members. */
    public static void text(Path folder, String first, String second) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Compressor> compressor : COMPRESSORS.entrySet()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (String member : List.of(first, second)) {
                try (OutputStream out = compressor.getValue().compressed(file)) {
                    out.write(member.getBytes(UTF_8));
                }
            }
            Files.write(folder.resolve("text." + compressor.getKey()), file.toByteArray());
        }
    }

    public static int compressions() {
        return COMPRESSORS.size();
    }

    /** Rows in a format of Spark's, a file per codec. */
    public static void columns(SparkSession spark, Path folder, String format, List<String> codecs, int rows)
            throws IOException {
        Files.createDirectories(folder);
        Dataset<Row> data =
                spark.range(1, rows + 1L).selectExpr("cast(id as int) n").coalesce(1);
        for (String codec : codecs) {
            Path written = folder.resolve("_" + codec);
            data.write().format(format).option("compression", codec).save(written.toString());
            File[] parts = written.toFile().listFiles((parent, name) -> name.startsWith("part-"));
            Files.move(parts[0].toPath(), folder.resolve("rows-" + codec + "." + format));
        }
    }

    public static void avro(Path folder, Map<String, CodecFactory> codecs, int rows) throws IOException {
        Files.createDirectories(folder);
        Schema schema = SchemaBuilder.record("r").fields().requiredInt("n").endRecord();
        for (Map.Entry<String, CodecFactory> codec : codecs.entrySet()) {
            try (DataFileWriter<GenericRecord> out = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
                out.setCodec(codec.getValue())
                        .create(
                                schema,
                                folder.resolve("rows-" + codec.getKey() + ".avro")
                                        .toFile());
                for (int n = 1; n <= rows; n++) {
                    out.append(new GenericRecordBuilder(schema).set("n", n).build());
                }
            }
        }
    }
}
