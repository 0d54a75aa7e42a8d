package dev.madrugada.formats;

import static dev.madrugada.formats.TestTable.MONDAY;
import static dev.madrugada.formats.TestTable.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.formats.TestTable.Format;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A night reads few entries of a long log; what it reads adds up to what all entries add up to. {@code
 * -Dmadrugada.entries=5000} makes the longest log longer.
 */
class DeltaStatesTest {
    private static final URI ROOT = URI.create("s3://lake/curated/orders/");
    private static final int ENTRIES = Integer.getInteger("madrugada.entries", 160);

    private final TestTable table = new TestTable(Format.DELTA);

    @Test
    void aLongLogIsReadFromTheLastSavedState() {
        commit(0, 160);

        List<String> steps = new ArrayList<>();
        DeltaSnapshot snapshot = log(table.hooked(steps::add)).snapshot();

        assertThat(snapshot).isEqualTo(log(table).replayed());
        assertThat(snapshot.version()).isEqualTo(160);
        assertThat(snapshot.removes()).hasSize(160);
        assertThat(steps.stream().filter(step -> step.startsWith("read "))).hasSizeLessThan(DeltaStates.INTERVAL + 3);
        assertThat(states()).as("the last two").hasSize(2);
        assertThat(table.format().files()).isEqualTo(table.published());
    }

    /** As an earlier release, or another writer, leaves it: one night reads all entries, and those after it do not. */
    @Test
    void aLongLogWithoutSavedStatesIsReadOnce() {
        LogOfDays.write(table, ENTRIES);

        List<String> first = nightAfter(1);
        List<String> second = nightAfter(2);

        assertThat(entriesRead(first)).isGreaterThanOrEqualTo(ENTRIES);
        assertThat(entriesRead(second)).isLessThan(4);
        DeltaSnapshot snapshot = log(table).snapshot();
        assertThat(snapshot).isEqualTo(log(table).replayed());
        assertThat(snapshot.version()).isEqualTo(ENTRIES + 1);
        assertThat(snapshot.adds()).hasSize(ENTRIES + 1);
        System.out.println("bytes of the saved state: "
                + states().stream().map(ObjectStore.StoredObject::bytes).toList());
    }

    /** Replaces Monday; the steps of the commit. Prints how long it took. */
    private List<String> nightAfter(int run) {
        table.publish(MONDAY, "r" + run, "m" + run, 1);
        List<String> steps = new ArrayList<>();
        long start = System.nanoTime();
        var unused = table.hooked(steps::add).format().commit("r" + run, List.of(MONDAY));
        System.out.println("night " + run + " after " + ENTRIES + " entries: "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms, " + entriesRead(steps)
                + " entries read");
        return steps;
    }

    private static long entriesRead(List<String> steps) {
        return steps.stream()
                .filter(step -> step.startsWith("read " + ROOT.resolve("_delta_log/")))
                .count();
    }

    @Test
    void removalsThatNoReaderCanNeedAreNotSaved() {
        commit(0, 60);
        List<ObjectStore.StoredObject> early = states();
        assertThat(early).hasSize(1);
        TestTable later = table.after(DeltaStates.REMOVALS.plusHours(1));
        for (int run = 61; run <= 110; run++) {
            later.publish(MONDAY, "r" + run, "m" + run, 1);
            var unused = later.format().commit("r" + run, List.of(MONDAY));
        }

        DeltaSnapshot snapshot = log(later).snapshot();
        assertThat(snapshot.adds()).isEqualTo(log(later).replayed().adds());
        assertThat(snapshot.removes()).hasSizeLessThan(60);
        assertThat(later.format().since(Instant.EPOCH))
                .as("all of them, from the log")
                .hasSize(111);
    }

    /** Deleting the log is how a person makes the table anew. */
    @Test
    void statesOfALogThatWasDeletedAreIgnored() {
        commit(0, 60);
        table.store()
                .delete(table.store().list(ROOT.resolve("_delta_log/")).stream()
                        .map(ObjectStore.StoredObject::uri)
                        .toList());

        table.publish(TUESDAY, "anew", "t1", 1);
        commit(61, 130);

        assertThat(log(table).snapshot()).isEqualTo(log(table).replayed());
        assertThat(table.format().files()).isEqualTo(table.published()).hasSize(2);
    }

    @Test
    void aBrokenStateIsIgnored() {
        commit(0, 60);
        states().forEach(state -> table.store().write(state.uri(), "{".getBytes(StandardCharsets.UTF_8)));

        assertThat(log(table).snapshot()).isEqualTo(log(table).replayed());
    }

    private void commit(int first, int last) {
        for (int run = first; run <= last; run++) {
            table.publish(MONDAY, "r" + run, "m" + run, 1);
            var unused = table.format().commit("r" + run, List.of(MONDAY));
        }
    }

    private List<ObjectStore.StoredObject> states() {
        return table.store().list(ROOT.resolve("_delta_states/"));
    }

    private static DeltaLog log(TestTable table) {
        return DeltaLog.of(table.store(), table.formatTable());
    }
}
