package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffectedPartitionsTest {
    private static final LocalDate DATE = LocalDate.of(2001, 1, 1);
    private static final Partition EVE = Partition.parse("day=2000-12-31");
    private static final Partition NEW_YEAR = Partition.parse("day=2001-01-01");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final LakeLayout layout = new LakeLayout(URI.create("s3://lake/"));
    private final AffectedPartitions affected = new AffectedPartitions(store, layout, "events", DATE);

    @Test
    void growWithEveryRunAndSayWhichWasTheFirst() {
        assertThat(affected.all()).isEmpty();
        affected.add(List.of(NEW_YEAR), "first");
        affected.add(List.of(NEW_YEAR, EVE), "second");

        assertThat(affected.all()).containsExactly(EVE, NEW_YEAR);
        assertThat(store.read(URI.create("s3://lake/runs/events/2001-01-01/affected/day=2001-01-01.json")))
                .hasValueSatisfying(bytes ->
                        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\"first\""));
    }

    @Test
    void filesOfOthersAmongThemArePassedOver() {
        affected.add(List.of(NEW_YEAR), "first");
        for (String other :
                List.of(".DS_Store", "_temporary/day=2001-01-05.json", ".x/day=2001-01-06.json", "notes.txt")) {
            store.write(URI.create("s3://lake/runs/events/2001-01-01/affected/" + other), new byte[0]);
        }

        assertThat(affected.all()).containsExactly(NEW_YEAR);
    }

    @Test
    void areThoseOfTheirDateAlone() {
        affected.add(List.of(NEW_YEAR), "first");

        assertThat(new AffectedPartitions(store, layout, "events", DATE.plusDays(1)).all())
                .isEmpty();
    }
}
