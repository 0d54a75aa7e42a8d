package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyManifestTest {
    private static final LakeLayout LAYOUT = new LakeLayout(URI.create("s3://lake/"));

    @Test
    void keepsTheListsOfTheLastTwoLoads() {
        InMemoryObjectStore store = new InMemoryObjectStore(Clock.offset(Clock.systemUTC(), Duration.ofHours(-25)));
        for (long generation : List.of(2L, 9L, 10L, 11L)) {
            list(generation).write(store, LAYOUT);
        }

        list(11).collectOlder(store, LAYOUT);

        assertThat(store.list(URI.create("s3://lake/loads/")))
                .extracting(object -> object.uri().getPath())
                .containsExactly(
                        "/loads/visits/day=2001-01-02/generation-10.manifest",
                        "/loads/visits/day=2001-01-02/generation-11.manifest");
    }

    @Test
    void keepsListsThatALoadUnderWayMayRead() {
        InMemoryObjectStore store = new InMemoryObjectStore(Clock.offset(Clock.systemUTC(), Duration.ofHours(-23)));
        for (long generation : List.of(1L, 2L, 3L)) {
            list(generation).write(store, LAYOUT);
        }

        list(3).collectOlder(store, LAYOUT);

        assertThat(store.list(URI.create("s3://lake/loads/"))).hasSize(3);
    }

    private static CopyManifest list(long generation) {
        return new CopyManifest(new Manifest(
                Manifest.VERSION,
                "visits",
                new Partition("day", LocalDate.of(2001, 1, 2)),
                generation,
                "run",
                Instant.EPOCH,
                URI.create("s3://lake/curated/visits/day=2001-01-02/run/"),
                List.of(),
                Map.of(),
                new Digest("rows:0"),
                null));
    }
}
