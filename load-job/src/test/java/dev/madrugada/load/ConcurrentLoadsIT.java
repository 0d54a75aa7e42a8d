package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.run.StageRun;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.LoadEntry;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty loads of five datasets of one schema at once, while readers and reports poll. A delete-insert without ledger and
 * lock, of tables with the same rows and at the same time, is what the lock's time is compared with.
 */
@Tag("thorough")
class ConcurrentLoadsIT {
    private static final int OLD_ROWS = 80_000;
    private static final int NEW_ROWS = 100_000;
    private static final Duration COPY_DELAY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<LocalDate> DAYS =
            LocalDate.of(2000, 1, 1).datesUntil(LocalDate.of(2000, 1, 5)).toList();

    private static Stack stack;
    private static List<LoadedDataset> datasets;

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack();
        datasets = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> LoadedDataset.create(stack, "visits_" + number))
                .toList();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void copiesOverlapAndTheLockIsHeldAsLongAsADeleteInsertTakes() throws Exception {
        ready(1, "old", OLD_ROWS);
        for (LoadedDataset dataset : datasets) {
            for (LocalDate day : DAYS) {
                var unused = dataset.load(day, "run-1-" + day, stack::session);
            }
        }
        createBareTables();
        ready(2, "new", NEW_ROWS);

        TimedWarehouse warehouse = new TimedWarehouse(stack::session, COPY_DELAY);
        AtomicBoolean isDone = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Integer> reader = threads.submit(() -> polledTables(isDone));
            Future<Duration> report = threads.submit(() -> polledLedger(isDone));
            Future<List<Duration>> bare = threads.submit(() -> {
                warehouse.awaitFirstLock();
                return bareDeleteInserts();
            });
            for (Future<StageRun.Result> load : atOnce(threads, warehouse)) {
                assertThat(load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .runRecord()
                                .count("loaded"))
                        .isEqualTo(NEW_ROWS);
            }
            List<Duration> bareTimes = bare.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            isDone.set(true);
            int looks = reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Duration longestReportWait = report.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            List<Duration> locked =
                    warehouse.locks().stream().map(TimedWarehouse.Span::length).toList();
            System.out.printf(
                    "%d COPYs at once; lock held %s; bare delete-insert %s; %d polls of the tables;"
                            + " a report waited at most %d ms%n",
                    TimedWarehouse.Span.mostAtOnce(warehouse.copies()),
                    figures(locked),
                    figures(bareTimes),
                    looks,
                    longestReportWait.toMillis());
            assertThat(looks).isGreaterThan(datasets.size());
            assertThat(TimedWarehouse.Span.mostAtOnce(warehouse.copies())).isGreaterThan(datasets.size());
            assertThat(locked).hasSize(datasets.size() * DAYS.size());
            assertThat(longest(locked)).isLessThan(longest(bareTimes).multipliedBy(2));
        } finally {
            isDone.set(true);
            threads.shutdownNow();
        }
        for (LoadedDataset dataset : datasets) {
            assertThat(contents(dataset)).containsOnly("new " + NEW_ROWS).hasSize(DAYS.size());
        }
    }

    private static void ready(long generation, String city, int rows) throws Exception {
        for (LocalDate day : DAYS) {
            byte[] file = stack.parquet("SELECT CAST(range AS BIGINT) AS visit_id, TIMESTAMPTZ '" + day
                    + " 06:07:08.123456+00' AS visited_at, '" + city + "' AS city FROM range(" + rows + ")");
            datasets.forEach(dataset -> dataset.ready(day, generation, rows, file));
        }
    }

    private static List<Future<StageRun.Result>> atOnce(ExecutorService threads, Warehouse warehouse) {
        CyclicBarrier start = new CyclicBarrier(datasets.size() * DAYS.size());
        return datasets.stream()
                .flatMap(dataset -> DAYS.stream().map(day -> (Callable<StageRun.Result>) () -> {
                    start.await(1, TimeUnit.MINUTES);
                    return dataset.load(day, "run-2-" + day, warehouse);
                }))
                .map(threads::submit)
                .toList();
    }

    /** Tables as the datasets' are now, and the rows of a new day. */
    private static void createBareTables() {
        datasets.forEach(dataset -> stack.execute(
                "CREATE TABLE public.bare_" + dataset.name() + " AS SELECT * FROM public." + dataset.name()));
        stack.execute("CREATE TABLE public.bare_staging AS SELECT visit_id, visited_at, city FROM public.visits_1"
                + " WHERE visited_on = DATE '2000-01-01'");
        stack.execute("INSERT INTO public.bare_staging SELECT visit_id, visited_at, city FROM public.visits_1"
                + " WHERE visited_on = DATE '2000-01-01' AND visit_id < " + (NEW_ROWS - OLD_ROWS));
    }

    /** As many as there are loads, one after the other, as the loads' are. */
    private static List<Duration> bareDeleteInserts() {
        List<Duration> times = new ArrayList<>();
        try (RedshiftSession session = stack.session(PATIENCE)) {
            for (LocalDate day : DAYS) {
                for (LoadedDataset dataset : datasets) {
                    String table = "public.bare_" + dataset.name();
                    String date = "DATE '" + day + "'";
                    long start = System.nanoTime();
                    session.transaction(() -> session.execute(
                                    SqlStatement.of("DELETE FROM " + table + " WHERE visited_on = " + date))
                            + session.execute(SqlStatement.of("INSERT INTO " + table
                                    + " SELECT visit_id, visited_at, city, " + date + " FROM public.bare_staging")));
                    times.add(Duration.ofNanos(System.nanoTime() - start));
                }
            }
        }
        return times;
    }

    /** Reads the tables in turn: each day is old or new, never a mix, and never old after it was new. */
    private static int polledTables(AtomicBoolean isDone) throws InterruptedException {
        int looks = 0;
        List<String> seen = new ArrayList<>();
        while (!isDone.get()) {
            for (LoadedDataset dataset : datasets) {
                List<String> contents = contents(dataset);
                assertThat(contents)
                        .as(dataset.name())
                        .hasSize(DAYS.size())
                        .isSubsetOf("old " + OLD_ROWS, "new " + NEW_ROWS);
                for (int i = 0; i < contents.size(); i++) {
                    String day = dataset.name() + " " + DAYS.get(i);
                    if (contents.get(i).startsWith("new")) {
                        seen.add(day);
                    } else {
                        assertThat(seen).as("old after new").doesNotContain(day);
                    }
                }
                looks++;
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        return looks;
    }

    /** City and rows of each day, in order. */
    private static List<String> contents(LoadedDataset dataset) {
        return stack
                .rows("SELECT visited_on, city, count(*) FROM public." + dataset.name()
                        + " GROUP BY 1, 2 ORDER BY 1, 2")
                .stream()
                .map(row -> row.get(1) + " " + row.get(2))
                .toList();
    }

    /** Reads the ledger as a report does, and then the day, which is at least as new. Returns the longest wait. */
    private static Duration polledLedger(AtomicBoolean isDone) throws InterruptedException {
        Duration longest = Duration.ZERO;
        try (RedshiftSession session = stack.session(PATIENCE)) {
            while (!isDone.get()) {
                for (LoadedDataset dataset : datasets) {
                    TableName table = new TableName(new Identifier("public"), new Identifier(dataset.name()));
                    long start = System.nanoTime();
                    Optional<LoadEntry> entry = LoadLedger.of(table).find(session, dataset.name(), DAYS.get(0));
                    longest = longest(List.of(longest, Duration.ofNanos(System.nanoTime() - start)));
                    assertThat(entry).isPresent();
                    boolean isNew = entry.get().generation() == 2;
                    assertThat(entry.get().rows()).isEqualTo(isNew ? NEW_ROWS : OLD_ROWS);
                    if (isNew) {
                        assertThat(contents(dataset).get(0)).isEqualTo("new " + NEW_ROWS);
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        }
        return longest;
    }

    private static Duration longest(Collection<Duration> times) {
        return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Median and maximum in milliseconds. */
    private static String figures(List<Duration> times) {
        List<Long> sorted = times.stream().map(Duration::toMillis).sorted().toList();
        return Stream.of(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1))
                .map(String::valueOf)
                .collect(Collectors.joining(" ms in the median, ", "", " ms at most"));
    }
}
