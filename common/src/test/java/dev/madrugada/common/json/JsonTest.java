package dev.madrugada.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Manifest.ColumnFigures;
import dev.madrugada.common.lake.Manifest.DataFile;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.run.RunRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).raw("f");

    @Test
    void readsAManifestAsItWasWritten() {
        Manifest manifest = manifest();

        Manifest read = Manifest.read(manifest.json(TABLE), TABLE, "here");

        assertThat(read).isEqualTo(manifest);
        assertThat(read.columns().keySet()).containsExactly("id", "at");
        assertThat(read.rows()).isEqualTo(5);
        assertThat(read.uris())
                .containsExactly(
                        URI.create("s3://lake/raw/f/dt=2001-01-01/run/a.parquet"),
                        URI.create("s3://lake/raw/f/dt=2001-01-01/run/b.parquet"));
    }

    @Test
    void writesKebabCaseAndIsoTimesWithoutComputedValues() {
        assertThat(text(manifest()))
                .contains("\"published-at\" : \"2001-01-02T02:00:00Z\"")
                .contains("\"run-id\" : \"run\"")
                .contains("\"partition\" : \"dt=2001-01-01\"")
                .contains("\"content\" : \"rows:5:1\"")
                .doesNotContain("identity")
                .doesNotContain("uris")
                .doesNotContain("\"min\" : null");
    }

    @Test
    void aManifestOfRawSaysWhatTheHourWasReadFrom() {
        Arrivals arrivals = new Arrivals(
                true,
                "arn:aws:kinesis:eu-central-1:123456789012:stream/f@2000-12-01T00:00:00Z",
                List.of(1L, 0L, 0L, 4L),
                List.of(
                        new ShardSpan("shardId-000000000000", "17", "23", null, null, 5, 60),
                        new ShardSpan("shardId-000000000001", null, null, "9", "etag", 0, 0)),
                List.of(),
                List.of());
        Manifest of = manifest(arrivals);

        Manifest read = Manifest.read(of.json(TABLE), TABLE, "here");

        assertThat(read).isEqualTo(of);
        assertThat(read.isComplete()).isTrue();
        assertThat(text(of))
                .contains("\"quarters\" : [ 1, 0, 0, 4 ]")
                .doesNotContain("refused")
                .doesNotContain("warnings")
                .doesNotContain("\"is-complete\"");
        assertThat(text(manifest())).doesNotContain("arrivals");
        assertThat(manifest().isComplete()).isFalse();
    }

    @Test
    void recordsOfAnHourAreCountedByQuarters() {
        Instant hour = Instant.parse("2001-01-01T18:00:00Z");
        Arrivals arrivals = new Arrivals(true, "s", List.of(1L, 2L, 4L, 8L), List.of(), List.of(), List.of());

        assertThat(arrivals.rowsIn(hour, new Window(hour.minusSeconds(9 * 3600), hour.plusSeconds(1800))))
                .isEqualTo(3);
        assertThat(arrivals.rowsIn(hour, new Window(hour.plusSeconds(1800), hour.plusSeconds(90_000))))
                .isEqualTo(12);
        assertThat(arrivals.rowsIn(hour, new Window(hour, hour.plusSeconds(3600))))
                .isEqualTo(arrivals.rows())
                .isEqualTo(15);
    }

    @Test
    void ignoresUnknownFields() {
        String newer = text(manifest()).replaceFirst("\\{", "{ \"added-later\" : {\"a\" : 1},");

        assertThat(Manifest.read(bytes(newer), TABLE, "here")).isEqualTo(manifest());
    }

    @Test
    void refusesAManifestOfAnotherVersion() {
        String newer = text(manifest()).replaceFirst("\"version\" : 2", "\"version\" : 3");

        assertThatThrownBy(() -> Manifest.read(bytes(newer), TABLE, "s3://lake/x.json"))
                .hasMessageStartingWith(
                        "InputMissing: s3://lake/x.json: it is not a Manifest that this release can read")
                .hasMessageContaining("a manifest of version 3; this release reads version 2");
    }

    @Test
    void refusesARunRecordOfAnotherVersion() {
        assertThatThrownBy(() -> Json.read(bytes("{\"version\": 7}"), RunRecord.class, "here"))
                .hasMessageContaining("a run record of version 7; this release reads version 3");
    }

    @Test
    void refusesBytesThatAreNotJson() {
        assertThatThrownBy(() -> Manifest.read(bytes("{\"version\": 1, "), TABLE, "s3://lake/x.json"))
                .hasMessageStartingWith("InputMissing: s3://lake/x.json: it is not a Manifest");
    }

    @Test
    void refusesAnInvalidTime() {
        String broken = text(manifest()).replace("2001-01-02T02:00:00Z", "yesterday");

        assertThatThrownBy(() -> Manifest.read(bytes(broken), TABLE, "here")).hasMessageContaining("yesterday");
    }

    private static Manifest manifest() {
        return manifest(null);
    }

    private static Manifest manifest(@Nullable Arrivals arrivals) {
        Map<String, ColumnFigures> columns = new LinkedHashMap<>();
        columns.put("id", new ColumnFigures(0, "1", "5"));
        columns.put("at", new ColumnFigures(5, null, null));
        return new Manifest(
                Manifest.VERSION,
                "f",
                Partition.parse("dt=2001-01-01"),
                1,
                "run",
                Instant.parse("2001-01-02T02:00:00Z"),
                URI.create("s3://lake/raw/f/dt=2001-01-01/run/"),
                List.of(new DataFile("a.parquet", 2, 10, "sha256:aa"), new DataFile("b.parquet", 3, 11, "sha256:bb")),
                columns,
                new Digest("rows:5:1"),
                arrivals);
    }

    private static String text(Manifest manifest) {
        return new String(manifest.json(TABLE), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
