package dev.madrugada.cli.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuarantineDaysTest {
    private static final String FOLDER = "dt=2026-01-31/run-a-1/";

    @Test
    void readsTheLakeOfALocalRunBelowItsWorkFolder() {
        URI table = URI.create("file:///work%20here/stack/s3/madrugada/lake/quarantine/orders/");

        Manifest read = QuarantineDays.below(table, manifest("s3://madrugada/lake/quarantine/orders/" + FOLDER));

        assertThat(read.uris()).containsExactly(table.resolve(FOLDER + "part-0.parquet"));
    }

    @Test
    void keepsAManifestThatIsReadWhereItWasWritten() {
        URI table = URI.create("s3://madrugada/lake/quarantine/orders/");
        Manifest written = manifest(table + FOLDER);

        assertThat(QuarantineDays.below(table, written)).isSameAs(written);
    }

    private static Manifest manifest(String location) {
        return new Manifest(
                Manifest.VERSION,
                "orders",
                Partition.parse("dt=2026-01-31"),
                1,
                "a",
                Instant.EPOCH,
                URI.create(location),
                List.of(new Manifest.DataFile("part-0.parquet", 1, 1, "")),
                Map.of(),
                new Digest(""),
                null);
    }
}
