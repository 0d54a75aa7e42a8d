package dev.madrugada.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnBoundsTest {
    private static final Manifest.DataFile ONE = new Manifest.DataFile("a.parquet", 3, 9, "sha256:0");
    private static final Manifest.DataFile TWO = new Manifest.DataFile("b.parquet", 4, 9, "sha256:0");

    @Test
    void readsTheTextsOfEachType() {
        assertThat(bounds("bigint", "-5", "9223372036854775807"))
                .isEqualTo(new ColumnBounds(-5L, Long.MAX_VALUE, OptionalLong.of(0)));
        assertThat(bounds("decimal(10,2)", "-1.50", "2.00"))
                .isEqualTo(new ColumnBounds(new BigDecimal("-1.50"), new BigDecimal("2.00"), OptionalLong.of(0)));
        assertThat(bounds("date", "1969-12-31", "2026-01-05"))
                .isEqualTo(new ColumnBounds(LocalDate.of(1969, 12, 31), LocalDate.of(2026, 1, 5), OptionalLong.of(0)));
        assertThat(bounds("timestamp", "1969-12-31 23:59:59.999999", "1970-01-01 00:00:01.5"))
                .isEqualTo(new ColumnBounds(-1L, 1_500_000L, OptionalLong.of(0)));
        assertThat(bounds("varchar(20)", "", "é")).isEqualTo(new ColumnBounds("", "é", OptionalLong.of(0)));
    }

    @Test
    void hasNoBoundsIfOneSideCannotBeSaid() {
        ColumnBounds none = new ColumnBounds(null, null, OptionalLong.of(0));
        assertThat(bounds("double", "1.0", "NaN")).isEqualTo(none);
        assertThat(bounds("varchar(200)", "a", "x".repeat(65))).isEqualTo(none);
        assertThat(bounds("decimal(4,2)", "1.00", "2.005")).isEqualTo(none);
        assertThat(bounds("timestamp", "2026-01-05 00:00:00", "+12026-01-05 00:00:00")
                        .greatest())
                .satisfiesAnyOf(
                        found -> assertThat(found).isNull(),
                        found -> assertThat(found).isInstanceOf(Long.class));
        assertThat(bounds("integer", null, null)).isEqualTo(none);
    }

    @Test
    void countsNullsOnlyIfTheyAreKnownForTheFile() {
        assertThat(nulls(0, List.of(ONE, TWO))).hasValue(0);
        assertThat(nulls(2, List.of(ONE))).hasValue(2);
        assertThat(nulls(2, List.of(ONE, TWO))).isEmpty();
        assertThat(nulls(7, List.of(ONE, TWO))).hasValue(3);
    }

    private static ColumnBounds bounds(String type, @Nullable String min, @Nullable String max) {
        Column column = new Column("x", ColumnType.parse(type));
        return ColumnBounds.of(column, manifest(new Manifest.ColumnFigures(0, min, max), List.of(ONE)), ONE);
    }

    private static OptionalLong nulls(long nulls, List<Manifest.DataFile> files) {
        Column column = new Column("x", ColumnType.parse("bigint"));
        return ColumnBounds.of(column, manifest(new Manifest.ColumnFigures(nulls, "1", "2"), files), ONE)
                .nulls();
    }

    private static Manifest manifest(Manifest.ColumnFigures figures, List<Manifest.DataFile> files) {
        return new Manifest(
                Manifest.VERSION,
                "orders",
                TestTable.MONDAY,
                1,
                "a",
                Instant.EPOCH,
                URI.create("s3://lake/x/"),
                files,
                Map.of("x", figures),
                Digest.parse("x"),
                null);
    }
}
