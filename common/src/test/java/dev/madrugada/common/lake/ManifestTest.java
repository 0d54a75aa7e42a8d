package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form of a manifest, in the lake where it was written and in copies of that lake. */
class ManifestTest {
    private static final Partition DAY = Partition.parse("dt=2026-01-31");
    private static final LakeTable TABLE = table("s3://lake/night/");
    private static final String FOLDER = "dt=2026-01-31/run-a-1/";

    @Test
    void itsStoredLocationIsRelativeToTheTable() {
        assertThat(stored()).contains("\"location\" : \"" + FOLDER + "\"").doesNotContain("s3://lake");
        assertThat(read(stored(), TABLE)).isEqualTo(manifest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://copy/", "s3://copy/a%20lake/", "file:///data/lake/", "file:///a%20folder/lake/"})
    void aCopyOfTheLakeReadsItsOwnFiles(String lake) {
        LakeTable copy = table(lake);

        Manifest read = read(stored(), copy);

        assertThat(read.location()).isEqualTo(copy.runFolder(DAY, "run-a-1"));
        assertThat(read.uris()).containsExactly(URI.create(lake + "raw/orders/" + FOLDER + "hour=05/part-0.parquet"));
        assertThat(new String(read.json(copy), StandardCharsets.UTF_8)).isEqualTo(stored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://lake/night/", "s3://gone/somewhere/", "file:///work%20here/lake/"})
    void anAbsoluteLocationOfTheFirstReleaseIsReadInTheTableThatItIsIn(String lake) {
        String first = stored().replace("\"version\" : 2", "\"version\" : 1")
                .replace("\"" + FOLDER, "\"" + lake + "raw/orders/" + FOLDER);

        assertThat(read(first, TABLE)).isEqualTo(manifest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run-a-1/",
                "dt=2026-01-31/",
                "dt=2026-01-31/run-a-1",
                "dt=2026-02-01/run-a-1/",
                "dt=2026-01-31/../dt=2026-02-01/run-a-1/",
                "../dt=2026-01-31/run-a-1/",
                "/dt=2026-01-31/run-a-1/",
                "s3://elsewhere/run-a-1/"
            })
    void aLocationOutsideThePartitionIsRefused(String location) {
        String changed = stored().replace("\"" + FOLDER, "\"" + location);

        assertThatThrownBy(() -> read(changed, TABLE))
                .hasMessageStartingWith("InputMissing: s3://lake/x.json: its location '" + location
                        + "' is not a folder of raw/orders dt=2026-01-31; ");
    }

    @Test
    void aLocationOfAnotherTableIsNotStored() {
        assertThatThrownBy(() -> manifest().json(table("s3://other/")))
                .hasMessage("s3://lake/night/raw/orders/" + FOLDER + " is not below s3://other/raw/orders/");
    }

    private static String stored() {
        return new String(manifest().json(TABLE), StandardCharsets.UTF_8);
    }

    private static Manifest read(String json, LakeTable table) {
        return Manifest.read(json.getBytes(StandardCharsets.UTF_8), table, "s3://lake/x.json");
    }

    private static LakeTable table(String lake) {
        return new LakeLayout(URI.create(lake)).raw("orders");
    }

    private static Manifest manifest() {
        return new Manifest(
                Manifest.VERSION,
                "orders",
                DAY,
                1,
                "a",
                Instant.EPOCH,
                TABLE.runFolder(DAY, "run-a-1"),
                List.of(new Manifest.DataFile("hour=05/part-0.parquet", 1, 1, "")),
                Map.of(),
                new Digest(""),
                null);
    }
}
