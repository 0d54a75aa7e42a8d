package dev.madrugada.ingest.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.Source.Files.Format;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.file.CodecFactory;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every format in every compression. */
@ExtendWith(LocalSpark.class)
class FileHoursTest {
    private static final ArrivalHour FIVE = ArrivalHour.of(Instant.parse("2001-01-01T05:00:00Z"));
    private static final int RECORDS = 5;

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource(Format.class)
    void readsEveryRecordOnce(Format format, SparkSession spark) throws IOException {
        int files = write(spark, format, root.resolve("2001/01/01/05"));

        HourRead read = read(spark, format);

        List<Row> rows = read.records().collectAsList();
        Map<String, List<String>> byFile = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getAs(RawSchema.SHARD_ID),
                        Collectors.mapping(FileHoursTest::payload, Collectors.toList())));
        assertThat(read.found().get().refused()).isEmpty();
        assertThat(byFile).hasSize(files);
        List<String> expected = IntStream.rangeClosed(1, RECORDS)
                .mapToObj(n -> format == Format.CSV ? "{\"n\":\"" + n + "\"}" : "{\"n\":" + n + "}")
                .toList();
        assertThat(byFile).allSatisfy((file, payloads) -> assertThat(payloads).isEqualTo(expected));
        assertThat(rows.stream()
                        .map(row -> row.getAs(RawSchema.SHARD_ID) + " " + row.getAs(RawSchema.SEQUENCE_NUMBER))
                        .distinct())
                .hasSize(files * RECORDS);
        assertThat(rows)
                .extracting(row -> row.getTimestamp(5).toInstant())
                .containsOnly(Instant.parse("2001-01-01T05:59:59.999999Z"));
    }

    /** @return the number of files */
    private static int write(SparkSession spark, Format format, Path folder) throws IOException {
        switch (format) {
            case JSON_LINES ->
                WrittenFiles.text(folder, "{\"n\":1}\n{\"n\":2}\r\n", "{\"n\":3}\n\n{\"n\":4}\n{\"n\":5}");
            case JSON -> WrittenFiles.text(folder, "{\"n\":1}{\"n\":2}", "[{\"n\":3}, {\"n\":4}]{\"n\":5}");
            case CSV -> WrittenFiles.text(folder, "n\n1\n2\n3\n", "4\r\n5\r\n");
            case PARQUET -> {
                List<String> codecs = List.of("none", "snappy", "gzip", "zstd", "lz4");
                WrittenFiles.columns(spark, folder, "parquet", codecs, RECORDS);
                return codecs.size();
            }
            case ORC -> {
                List<String> codecs = List.of("none", "snappy", "zlib", "zstd", "lz4");
                WrittenFiles.columns(spark, folder, "orc", codecs, RECORDS);
                return codecs.size();
            }
            case AVRO -> {
                Map<String, CodecFactory> codecs = Map.of(
                        "null", CodecFactory.nullCodec(),
                        "deflate", CodecFactory.deflateCodec(6),
                        "snappy", CodecFactory.snappyCodec(),
                        "bzip2", CodecFactory.bzip2Codec(),
                        "zstd", CodecFactory.zstandardCodec(3));
                WrittenFiles.avro(folder, codecs, RECORDS);
                return codecs.size();
            }
        }
        return WrittenFiles.compressions();
    }

    private HourRead read(SparkSession spark, Format format) {
        return new FileHours(
                        new Source.Files(
                                new FileLocation("file://" + root + "/" + "{yyyy}/{MM}/{dd}/{HH}/"),
                                ZoneOffset.UTC,
                                format,
                                Source.Files.Compression.AUTO,
                                CsvForm.DEFAULT,
                                List.of(),
                                Source.Files.BrokenFiles.WARN),
                        new FileObjectStore())
                .read(spark, new HourSpan(FIVE, FIVE), Optional.empty());
    }

    private static String payload(Row row) {
        return new String(row.<byte[]>getAs(RawSchema.PAYLOAD), UTF_8);
    }
}
