package dev.madrugada.formats;

import static dev.madrugada.formats.TestTable.MONDAY;
import static dev.madrugada.formats.TestTable.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Interleaving;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.formats.TestTable.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs that publish and commit the same partitions at once, in random orders of their steps; {@code
 * -Dmadrugada.cases=100} tries more.
 */
class RacingRunsTest {
    private static final int SEEDS = Integer.getInteger("madrugada.cases", 25);
    private static final long FIRST_SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final List<Partition> BOTH = List.of(MONDAY, TUESDAY);

    @ParameterizedTest
    @EnumSource
    void oneOfTwoRunsWins(Format format) throws InterruptedException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            TestTable table = withOneNight(format);

            List<Optional<MadrugadaException>> failed =
                    failures(seed, List.of(run(table, "a", "a"), run(table, "b", "b")));

            String name = format + ", -Dmadrugada.seed=" + seed;
            assertConflictsOnly(name, failed);
            assertThat(failed).as(name).filteredOn(Optional::isEmpty).hasSize(1);
            String winner = failed.get(0).isEmpty() ? "a" : "b";
            assertThat(table.runs()).as(name).containsExactly("first", winner);
            assertThat(table.format().files()).as(name).isEqualTo(table.published());
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsWithOneContentCommitItOnce(Format format) throws InterruptedException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            TestTable table = withOneNight(format);

            List<Optional<MadrugadaException>> failed =
                    failures(seed, List.of(run(table, "a", "same"), run(table, "b", "same")));

            String name = format + ", -Dmadrugada.seed=" + seed;
            assertConflictsOnly(name, failed);
            // A run that lost a race runs again, and finds nothing to do.
            var unused = table.format().commit("again", BOTH);
            assertThat(table.contents(MONDAY)).as(name).containsExactly("m0", "same");
            assertThat(table.contents(TUESDAY)).as(name).containsExactly("t0", "same");
            assertThat(table.format().files()).as(name).isEqualTo(table.published());
        }
    }

    /** Three runs, of which each begins with what is published then: the later ones may replace the earlier ones' content. */
    @ParameterizedTest
    @EnumSource
    void aSlowerRunNeverReplacesNewerContent(Format format) throws InterruptedException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            TestTable table = withOneNight(format);

            List<Optional<MadrugadaException>> failed =
                    failures(seed, List.of(fullRun(table, "a"), fullRun(table, "b"), fullRun(table, "c")));

            String name = format + ", -Dmadrugada.seed=" + seed;
            assertConflictsOnly(name, failed);
            var unused = table.format().commit("again", BOTH);
            assertThat(table.format().files()).as(name).isEqualTo(table.published());
            List<String> contents = table.contents(MONDAY);
            assertThat(new HashSet<>(contents)).as(name).hasSameSizeAs(contents);
        }
    }

    /**
     * Runs with different days: no manifest decides between them, only the log's entry, or the version of the entry in
     * the Glue catalog. A commit that was answered is never lost.
     */
    @ParameterizedTest
    @EnumSource
    void noAnsweredCommitOfAnotherDayIsLost(Format format) throws InterruptedException {
        int conflicts = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            TestTable table = withOneNight(new TestTable(format, new GluePointer()));

            List<Optional<MadrugadaException>> failed =
                    failures(seed, List.of(runOf(table, MONDAY, "a"), runOf(table, TUESDAY, "b")));

            String name = format + ", -Dmadrugada.seed=" + seed;
            assertConflictsOnly(name, failed);
            assertThat(failed).as(name).filteredOn(Optional::isEmpty).isNotEmpty();
            List<String> answered = new ArrayList<>(List.of("first"));
            if (failed.get(0).isEmpty()) {
                answered.add("a");
            }
            if (failed.get(1).isEmpty()) {
                answered.add("b");
            }
            assertThat(table.runs()).as(name).containsExactlyInAnyOrderElementsOf(answered);
            conflicts += 3 - answered.size();
            var unused = table.format().commit("again", BOTH);
            assertThat(table.format().files()).as(name).isEqualTo(table.published());
        }
        assertThat(conflicts).as("runs that met, of %d", SEEDS).isPositive();
    }

    /** A run that reads its inputs now, of one day. */
    private static Function<HookedStore.Hook, Runnable> runOf(TestTable table, Partition day, String runId) {
        return hook -> () -> {
            TestTable own = table.hooked(hook);
            own.publish(day, runId, runId, 1);
            var unused = own.format().commit(runId, List.of(day));
        };
    }

    private static TestTable withOneNight(Format format) {
        return withOneNight(new TestTable(format));
    }

    private static TestTable withOneNight(TestTable table) {
        table.publish(MONDAY, "first", "m0", 1);
        table.publish(TUESDAY, "first", "t0", 1);
        var unused = table.format().commit("first", BOTH);
        return table;
    }

    /** Runs all to their ends in an order that the seed decides; the error of each, or empty. */
    private static List<Optional<MadrugadaException>> failures(
            long seed, List<Function<HookedStore.Hook, Runnable>> runs) throws InterruptedException {
        Interleaving interleaving = new Interleaving(seed);
        List<Optional<MadrugadaException>> failures = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            failures.add(Optional.empty());
            int index = i;
            Runnable run = runs.get(i).apply(step -> interleaving.step());
            tasks.add(() -> {
                interleaving.step();
                try {
                    run.run();
                } catch (MadrugadaException failed) {
                    failures.set(index, Optional.of(failed));
                }
            });
        }
        interleaving.run(tasks);
        return failures;
    }

    /** A run that read its inputs when generation 1 was current. */
    private static Function<HookedStore.Hook, Runnable> run(TestTable table, String runId, String content) {
        return hook -> () -> {
            TestTable own = table.hooked(hook);
            for (Partition partition : BOTH) {
                var unused = own.commits().publish(own.staged(partition, runId, content, 1, 1));
            }
            var unused = own.format().commit(runId, BOTH);
        };
    }

    /** A run that reads its inputs now. */
    private static Function<HookedStore.Hook, Runnable> fullRun(TestTable table, String runId) {
        return hook -> () -> {
            TestTable own = table.hooked(hook);
            own.publish(MONDAY, runId, runId, 1);
            var unused = own.format().commit(runId, BOTH);
        };
    }

    private static void assertConflictsOnly(String name, List<Optional<MadrugadaException>> failed) {
        assertThat(failed.stream().flatMap(Optional::stream))
                .as(name)
                .allSatisfy(error -> assertThat(error.code()).isEqualTo(ErrorCode.PublicationConflict));
    }
}
