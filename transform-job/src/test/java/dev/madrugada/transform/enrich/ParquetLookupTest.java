package dev.madrugada.transform.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.transform.Contracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark writes the files, so that the reader meets another implementation's forms. */
@ExtendWith(LocalSpark.class)
class ParquetLookupTest {
    private static final String TIMESTAMPS = "spark.sql.parquet.outputTimestampType";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tinyint('-7')                                      | integer        | -7",
                "smallint('300')                                    | integer        | 300",
                "int('-2147483648')                                 | integer        | -2147483648",
                "int('5')                                           | bigint         | 5",
                "bigint('-9223372036854775808')                     | bigint         | -9223372036854775808",
                "int('5')                                           | double         | 5.0",
                "float('0.1')                                       | double         | 0.10000000149011612",
                "double('1e300')                                    | double         | 1.0E300",
                "cast('-12.50' as decimal(5,2))                    | decimal(6,2)   | -12.50",
                "cast('12.5' as decimal(12,1))                     | decimal(14,3)  | 12.500",
                "cast('-1234567890123456789.5' as decimal(38,1))   | decimal(38,1)  | -1234567890123456789.5",
                "int('-5')                                          | decimal(12,2)  | -5.00",
                "bigint('9223372036854775807')                      | decimal(19,0)  | 9223372036854775807",
                "true                                              | boolean        | true",
                "string('é1')                                              | varchar(3)     | é1",
                "date '1969-12-31'                                 | date           | -1",
                "timestamp '1969-12-31 23:59:59.999999'            | timestamp      | -1",
                "timestamp '0001-01-01 00:00:00'                   | timestamp      | -62135596800000000",
                "cast(null as string)                              | varchar(3)     | null",
            })
    void aTypeIsReadAsItselfOrAsAWiderOne(String value, String type, String read, SparkSession spark)
            throws IOException {
        byte[] file = file(spark, "select 1L as k, " + value + " as v");

        assertThat(String.valueOf(only(read(file, type)))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bigint('5')                          | integer        | int64",
                "bigint('5')                          | double         | int64",
                "bigint('5')                          | decimal(18,0)  | int64",
                "int('5')                             | decimal(11,2)  | int32",
                "int('5')                             | varchar(9)     | int32",
                "float('1')                           | integer        | float",
                "cast(1 as decimal(5,2))             | decimal(5,1)   | decimal(5,2)",
                "cast(1 as decimal(5,2))             | decimal(5,3)   | decimal(5,2)",
                "cast(1 as decimal(5,2))             | double         | decimal(5,2)",
                "cast(1 as decimal(5,0))             | bigint         | decimal(5,0)",
                "string('5')                                 | integer        | string",
                "string('2001-01-01')                        | date           | string",
                "date '2001-01-01'                   | timestamp      | date",
                "date '2001-01-01'                   | integer        | date",
                "timestamp_ntz '2001-01-01 00:00:00' | timestamp      | timestamp(micros,false)",
                "X'61'                               | varchar(3)     | binary",
                "array('a')                          | varchar(3)     | list",
                "named_struct('a', 1)                | varchar(3)     | a group",
            })
    void aTypeThatCannotHoldEachValueIsRefused(String value, String type, String found, SparkSession spark)
            throws IOException {
        byte[] file = file(spark, "select 1L as k, " + value + " as v");

        assertThatThrownBy(() -> read(file, type))
                .hasMessageStartingWith("InvalidContract: names.parquet: field 'v' has the type " + found
                        + ", which cannot be read as " + type + "; a value is read only as a type that holds every");
    }

    @ParameterizedTest
    @CsvSource({"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
    void everyFormOfTimestampIsTheSameInstant(String form, SparkSession spark) throws IOException {
        String before = spark.conf().get(TIMESTAMPS);
        spark.conf().set(TIMESTAMPS, form);
        try {
            byte[] file = file(spark, "select 1L as k, timestamp '2001-02-03 04:05:06.789' as v");
            assertThat(only(read(file, "timestamp"))).isEqualTo(981_173_106_789_000L);
        } finally {
            spark.conf().set(TIMESTAMPS, before);
        }
    }

    @Test
    void problemsNameTheRow(SparkSession spark) throws IOException {
        byte[] file = file(spark, "select * from values (1L, 'abc'), (2L, 'abcd'), (null, 'a'), (1L, 'b') as t(k, v)");

        assertThatThrownBy(() -> read(file, "varchar(3)"))
                .hasMessageContaining("names.parquet:2: v: 4 bytes of UTF-8 do not fit into varchar(3)")
                .hasMessageContaining("names.parquet:3: the key is missing")
                .hasMessageContaining("names.parquet:4: the key is already on row 1")
                .hasMessageNotContaining("abcd");
    }

    @Test
    void aNumberThatIsNotFiniteIsInvalid(SparkSession spark) throws IOException {
        byte[] file = file(spark, "select 1L as k, double('NaN') as v");

        assertThatThrownBy(() -> read(file, "double"))
                .hasMessageContaining("names.parquet:1: v: a number that is not finite");
    }

    @Test
    void aFieldThatTheFileLacksIsReportedWithTheNearestName(SparkSession spark) throws IOException {
        byte[] file = file(spark, "select 1L as k, 1 as vv");

        assertThatThrownBy(() -> read(file, "integer"))
                .hasMessageContaining("names.parquet:1: no field 'v'; a lookup of dataset.yaml reads it; did you mean");
    }

    @Test
    void aFileThatIsNotParquetIsReported(SparkSession spark) throws IOException {
        assertThatThrownBy(() -> read("k,v\n1,a\n".getBytes(StandardCharsets.UTF_8), "varchar(3)"))
                .hasMessageStartingWith("InvalidContract: names.parquet: the file cannot be read as Parquet; ");

        byte[] file = file(spark, "select 1L as k, 'a' as v");
        byte[] half = Arrays.copyOf(file, file.length / 2);
        assertThatThrownBy(() -> read(half, "varchar(3)"))
                .hasMessageStartingWith("InvalidContract: names.parquet: the file cannot be read as Parquet; ");
    }

    @Test
    void everyRowGroupIsRead(SparkSession spark) throws IOException {
        Path written = folder.resolve("groups");
        spark.range(0, 30_000, 1, 1)
                .selectExpr("id as k", "sha2(string(id), 256) as v")
                .write()
                .option("parquet.block.size", 200_000)
                .option("parquet.page.row.count.limit", 500)
                .option("compression", "zstd")
                .parquet(written.toString());
        LookupTable table = read(onlyFile(written), "varchar(64)");

        assertThat(table.rows()).hasSize(30_000);
        assertThat(table.rows().get(List.of(29_999L)))
                .isEqualTo(
                        List.of(spark.sql("select sha2('29999', 256)").first().getString(0)));
    }

    private static @Nullable Object only(LookupTable table) {
        assertThat(table.rows()).hasSize(1);
        return table.rows().values().iterator().next().get(0);
    }

    private static LookupTable read(byte[] file, String type) {
        Lookup lookup = new Lookup(
                "names",
                "names.parquet",
                List.of("k"),
                List.of("id"),
                List.of(new Lookup.LookupColumn(new Column("name", ColumnType.parse(type)), "v")),
                Lookup.Missing.QUARANTINE);
        return LookupTable.read(Contracts.folder(Contracts.EVENTS).contract(), lookup, file);
    }

    private byte[] file(SparkSession spark, String query) throws IOException {
        Path written = folder.resolve("written");
        spark.sql(query).coalesce(1).write().parquet(written.toString());
        return onlyFile(written);
    }

    private static byte[] onlyFile(Path written) throws IOException {
        try (Stream<Path> files = Files.list(written)) {
            List<Path> parquet =
                    files.filter(file -> file.toString().endsWith(".parquet")).toList();
            assertThat(parquet).hasSize(1);
            return Files.readAllBytes(parquet.get(0));
        }
    }
}
