package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.run.StageRun;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job's own SQL through the real driver. Each test has days of its own. */
class LoadJobIT {
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = new Stack();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void loadsADayOnceAndFindsItLoadedTheSecondTime() throws Exception {
        LocalDate day = LocalDate.of(2000, 2, 1);
        Manifest published = stack.published(day, 1, 5);
        stack.gated(published);

        StageRun.Result first = stack.load("run-1");
        StageRun.Result second = stack.load("run-2");

        assertThat(first.disposition()).isEqualTo(StageRun.Disposition.DONE);
        assertThat(first.runRecord().count("loaded")).isEqualTo(5);
        assertThat(second.disposition()).isEqualTo(StageRun.Disposition.SKIPPED);
        assertThat(stack.rows("SELECT visit_id, visited_at, city, visited_on FROM public.visits WHERE visited_on ="
                        + " DATE '2000-02-01' AND visit_id < 2 ORDER BY visit_id"))
                .containsExactly(
                        List.of(0L, Instant.parse("2000-02-01T06:07:08.123456Z"), "Berlin", day),
                        java.util.Arrays.asList(1L, Instant.parse("2000-02-01T06:07:08.123456Z"), null, day));
        assertThat(stack.rows("SELECT dataset, generation, content_digest, row_count, run_id, loaded_at FROM"
                        + " public.madrugada_loads WHERE partition_day = DATE '2000-02-01'"))
                .containsExactly(List.of("visits", 1L, published.content().text(), 5L, "run-1", Night.CLOCK.instant()));
    }

    @Test
    void anEarlierReleasesLedgerIsUpgradedAndADayThatAnotherDatasetLoadsIsRefused() throws Exception {
        LocalDate day = LocalDate.of(2000, 2, 2);
        stack.gated(stack.published(day, 1, 5));
        stack.load("run-1");
        stack.execute("ALTER TABLE public.madrugada_loads DROP COLUMN target_table");

        assertThat(stack.load("run-2").disposition()).isEqualTo(StageRun.Disposition.DONE);
        assertThat(stack.load("run-3").disposition()).isEqualTo(StageRun.Disposition.SKIPPED);
        assertThat(stack.rows("SELECT target_table, run_id FROM public.madrugada_loads WHERE partition_day = DATE '"
                        + day + "'"))
                .containsExactly(List.of("visits", "run-2"));

        stack.execute("UPDATE public.madrugada_loads SET dataset = 'guests' WHERE partition_day = DATE '" + day + "'");
        try {
            assertThatThrownBy(() -> stack.load("run-4", "--force"))
                    .hasMessageStartingWith("InvalidContract: visits: ");
            assertThat(count(day)).isEqualTo(5);
        } finally {
            stack.execute("DELETE FROM public.madrugada_loads WHERE dataset = 'guests'");
        }
    }

    @Test
    void replacesOneDayAndLeavesTheOthers() throws Exception {
        LocalDate kept = LocalDate.of(2000, 3, 1);
        LocalDate replaced = LocalDate.of(2000, 3, 2);
        stack.gated(stack.published(kept, 1, 7), stack.published(replaced, 1, 5));
        stack.load("run-1");
        stack.gated(stack.published(replaced, 2, 3));

        StageRun.Result result = stack.load("run-2");

        assertThat(result.runRecord().count("loaded")).isEqualTo(3);
        assertThat(count(kept)).isEqualTo(7);
        assertThat(count(replaced)).isEqualTo(3);
    }

    @Test
    void twoLoadsAtOnceGiveANewDayOnce() throws Exception {
        LocalDate other = LocalDate.of(2000, 4, 1);
        stack.gated(stack.published(other, 1, 1));
        stack.load("run-0");
        for (int round = 2; round < 7; round++) {
            LocalDate day = LocalDate.of(2000, 4, round);
            stack.gated(stack.published(day, 1, 500));

            atOnce(() -> stack.load("run-a", "--force"), () -> stack.load("run-b", "--force"));

            assertThat(count(day)).isEqualTo(500);
            assertThat(stack.number(
                            "SELECT count(*) FROM public.madrugada_loads WHERE partition_day = DATE '" + day + "'"))
                    .isEqualTo(1);
        }
    }

    /** Every other load of the schema, and the report, waits for this lock; COPY is what takes long. */
    @Test
    void copiesWhileAnotherLoadHoldsTheLock() throws Exception {
        LocalDate day = LocalDate.of(2000, 8, 1);
        stack.gated(stack.published(day, 1, 3));
        stack.load("run-0");
        stack.night().gated(stack.published(day, 2, 500));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            stack.holdCommits();
            Future<StageRun.Result> one = threads.submit(() -> stack.load("run-a", "--force"));
            stack.awaitHeld();
            Future<StageRun.Result> other = threads.submit(() -> stack.load("run-b", "--force"));
            List<String> tables = stagingTables(2);
            for (String table : tables) {
                awaitRows(table, 500);
            }
            assertThat(one.isDone() || other.isDone()).isFalse();
            assertThat(count(day)).as("readers see the old day").isEqualTo(3);
            stack.releaseHeld();

            assertThat(one.get(60, TimeUnit.SECONDS).runRecord().count("loaded"))
                    .isEqualTo(500);
            assertThat(other.get(60, TimeUnit.SECONDS).runRecord().count("loaded"))
                    .isEqualTo(500);
        } finally {
            stack.releaseHeld();
            threads.shutdownNow();
        }
        assertThat(count(day)).isEqualTo(500);
        assertThat(stagingTables(0)).isEmpty();
    }

    private static List<String> stagingTables(int expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            List<String> tables = stack
                    .rows("SELECT table_name FROM information_schema.tables WHERE table_name LIKE"
                            + " 'madrugada_staging_%'")
                    .stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
            if (tables.size() == expected) {
                return tables;
            }
            assertThat(System.nanoTime()).as("%s", tables).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitRows(String table, long rows) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (stack.number("SELECT count(*) FROM public." + table) != rows) {
            assertThat(System.nanoTime()).as("rows of %s", table).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void aLoadThatFailsLeavesTheDayAsItWas() throws Exception {
        LocalDate day = LocalDate.of(2000, 5, 1);
        stack.gated(stack.published(day, 1, 5));
        stack.load("run-1");
        stack.gated(stack.publishedWrongly(day, 2, 8, 9));

        assertThatThrownBy(() -> stack.load("run-2"))
                .hasMessageStartingWith("ConservationViolated")
                .hasMessageContaining("the staging table holds 8 rows of the day and 9 are published");

        assertThat(count(day)).isEqualTo(5);
        assertThat(stack.number(
                        "SELECT generation FROM public.madrugada_loads WHERE partition_day = DATE '" + day + "'"))
                .isEqualTo(1);
        assertThat(stack.number("SELECT count(*) FROM pg_class WHERE relname LIKE 'madrugada_staging%'"))
                .isZero();
    }

    @Test
    void aTextThatIsShorterInTheTableIsLengthened() throws Exception {
        LocalDate day = LocalDate.of(2000, 7, 1);
        stack.gated(stack.published(day, stack.nextGeneration(), 5));
        stack.load("run-1");
        stack.execute("DELETE FROM public.visits");
        stack.execute("ALTER TABLE public.visits ALTER COLUMN city TYPE VARCHAR(5)");

        stack.load("run-2", "--force");

        assertThat(count(day)).isEqualTo(5);
        assertThat(stack.number("SELECT character_maximum_length FROM information_schema.columns WHERE table_name ="
                        + " 'visits' AND column_name = 'city'"))
                .isEqualTo(8);
    }

    @Test
    void whatCopySaidOfFilesItCannotReadStaysInTheWarehouse() throws Exception {
        LocalDate day = LocalDate.of(2000, 6, 1);
        Manifest published = stack.published(day, 1, 5);
        Manifest missing = Night.manifest(day, 2, 2, new Manifest.DataFile("gone.parquet", 5, 50, "-"));
        stack.gated(stack.night()
                .evaluated(stack.night().published(missing), dev.madrugada.common.quality.Verdict.Status.PASSED));

        assertThat(published.generation()).isEqualTo(1);
        assertThatThrownBy(() -> stack.load("run-1"))
                .hasMessageContaining("COPY \"public\".\"madrugada_staging_")
                .hasMessageContaining("SQLState ")
                .hasMessageContaining("sys_query_history has the server's message")
                .hasMessageNotContaining("gone.parquet")
                .cause()
                .hasMessageNotContaining("gone.parquet");
        assertThat(count(day)).isZero();
    }

    /** As Redshift words it: see the stack's roles. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not-attached | InputMissing         | code 8001, query 1 | attach the COPY role",
                "no-manifest  | InputMissing         | code 8001, query 1 | no permission to read the manifest",
                "no-access    | InputMissing         | S3 answered 403, code 15007, query 1 | s3:GetObject",
                "throttled    | WarehouseUnavailable | S3 answered 503, code 15001, query 1 | a re-run is safe",
                "odd-value    | DataContractViolation | code 15001, query 1, column city is too short | compare",
            })
    void aRefusedCopyIsToldByItsReason(String role, String code, String facts, String fix) throws Exception {
        LocalDate day = LocalDate.of(2000, 7, 1);
        stack.gated(stack.published(day, stack.nextGeneration(), 5));

        assertThatThrownBy(() -> stack.loadBy(role, "run-1"))
                .hasMessageStartingWith(code + ": warehouse ")
                .hasMessageContaining(facts)
                .hasMessageContaining(fix)
                .hasMessageNotContaining("SlowDown")
                .cause()
                .as("which Redshift keeps, and which may quote a row")
                .hasMessageNotContaining("context:");
        assertThat(count(day)).isZero();
    }

    @Test
    void aDayThatHasNothingAnyMoreLeavesTheTable() throws Exception {
        stack.night().gated(stack.published(Night.DATE, stack.nextGeneration(), 5));
        stack.load("run-1");
        assertThat(count(Night.DATE)).isEqualTo(5);

        stack.gated();
        StageRun.Result result = stack.load("run-2");

        assertThat(count(Night.DATE)).isZero();
        assertThat(result.runRecord().warehouseDays())
                .extracting(output -> output.partition() + " " + output.rows())
                .containsExactly("visited_on=2001-01-02 0");
        assertThat(stack.load("run-3").disposition()).isEqualTo(StageRun.Disposition.SKIPPED);
    }

    private static long count(LocalDate day) {
        return stack.number("SELECT count(*) FROM public.visits WHERE visited_on = DATE '" + day + "'");
    }

    private static void atOnce(Callable<StageRun.Result> one, Callable<StageRun.Result> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<StageRun.Result>> loads = List.of(one, other).stream()
                    .map(load -> threads.submit(() -> {
                        start.await(30, TimeUnit.SECONDS);
                        return load.call();
                    }))
                    .toList();
            for (Future<StageRun.Result> load : loads) {
                assertThat(load.get(60, TimeUnit.SECONDS).runRecord().count("loaded"))
                        .isEqualTo(500);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
