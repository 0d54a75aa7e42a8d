package dev.madrugada.benchmarks.transform;

import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.benchmarks.orders.Shape;
import dev.madrugada.benchmarks.process.FileTree;
import dev.madrugada.benchmarks.transform.Programs.Folder;
import dev.madrugada.benchmarks.transform.Results.Against;
import dev.madrugada.benchmarks.transform.Results.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Measures how fast a day of order events is transformed. The arguments are {@link Arguments}'. */
public final class TransformBenchmark {
    private static final String SMALL_HEAP = "2g";
    private static final int SCALE = 8;
    private static final int FEW_EVENTS = 71;
    private static final int MANY_DAYS = 30;
    private static final int SKEW_DAYS = 5;

    private final Sizes sizes;
    private final Set<Scenario> scenarios;
    private final Path work;
    private final Programs programs;
    private final Results results;

    TransformBenchmark(Path root, Sizes sizes, Set<Scenario> scenarios) throws IOException {
        this.sizes = sizes;
        this.scenarios = scenarios;
        this.work = Files.createTempDirectory(root.resolve("benchmarks/target"), "transform");
        this.programs = new Programs(root, work, sizes.jvmOptions());
        this.results = new Results(root.resolve("benchmarks/target/transform.jsonl"));
    }

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Arguments arguments;
        try {
            arguments = Arguments.parse(List.of(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(Arguments.USAGE);
            System.exit(64);
            return;
        }
        Path root = Path.of(System.getProperty("madrugada.root"));
        System.out.print(new TransformBenchmark(root, arguments.sizes(), arguments.scenarios()).run());
    }

    /** Measures the scenarios and returns the table. */
    String run() throws IOException, InterruptedException, SQLException {
        programs.generate(folders());
        for (Scenario scenario : Scenario.values()) {
            if (scenarios.contains(scenario)) {
                measure(scenario);
            }
        }
        // The folders of events are several gigabytes. If a scenario fails, they stay.
        FileTree.delete(work);
        return results.table();
    }

    private void measure(Scenario scenario) throws IOException, InterruptedException, SQLException {
        switch (scenario) {
            case SPEED -> speed();
            case HEAP -> heap();
            case SCALE -> scale();
            case DAYS -> days();
            case SKEW -> skew();
            case CLUSTER -> cluster();
            case COMPARE -> compare();
        }
    }

    /** The folders that the scenarios need. */
    private Set<Folder> folders() {
        Set<Folder> folders = new LinkedHashSet<>();
        for (Scenario scenario : scenarios) {
            folders.addAll(
                    switch (scenario) {
                        case SPEED, HEAP, COMPARE -> List.of(even(1));
                        case SCALE -> List.of(even(1), large());
                        case DAYS -> List.of(few(1), few(MANY_DAYS));
                        case SKEW -> List.of(even(SKEW_DAYS), skewed(Shape.ONE_KEY), skewed(Shape.ONE_DAY));
                        case CLUSTER -> List.of(even(SKEW_DAYS));
                    });
        }
        return folders;
    }

    private Folder even(int days) {
        return new Folder("even-" + days, new OrderEvents(sizes.events(), Shape.EVEN, days));
    }

    private Folder large() {
        return new Folder("large", new OrderEvents(SCALE * sizes.events(), Shape.EVEN, 1));
    }

    private static Folder few(int days) {
        return new Folder("few-" + days, new OrderEvents(FEW_EVENTS, Shape.EVEN, days));
    }

    private Folder skewed(Shape shape) {
        return new Folder(shape.toString(), new OrderEvents(sizes.events(), shape, SKEW_DAYS));
    }

    private void speed() throws IOException, InterruptedException {
        Folder folder = even(1);
        for (int round = 0; round < sizes.rounds(); round++) {
            for (Contender contender : Contender.values()) {
                cold(new Series("cold", contender), folder, Programs.HEAP);
            }
        }
        for (Contender contender : Contender.values()) {
            warm(new Series("warm", contender), folder);
        }
        speedRows("cold", 2.2, 0.6);
        speedRows("warm", 1.5, 0.5);
    }

    private void speedRows(String name, double duckDbBar, double sparkBar) throws IOException {
        Series duckDb = new Series(name, Contender.DUCKDB);
        Series spark = new Series(name, Contender.SPARK_PROGRAM);
        results.row(duckDb);
        results.row(spark);
        results.row(
                new Series(name, Contender.TRANSFORM),
                new Against(duckDb, Contender.DUCKDB.title(), 1, duckDbBar),
                new Against(spark, Contender.SPARK_PROGRAM.title(), 1, sparkBar));
    }

    /** Measures a whole process, from its start to its end. */
    private void cold(Series series, Folder folder, String heap) throws IOException, InterruptedException {
        Programs.Measured measured = programs.run(series.contender(), folder, 1, heap);
        results.add(
                series,
                folder.events().events(),
                new Measurement.Run(
                        measured.processSeconds(), measured.measurement().cpuSeconds()),
                measured.measurement().peakHeapBytes());
    }

    /** Measures all runs inside one process except the first. */
    private void warm(Series series, Folder folder) throws IOException, InterruptedException {
        Measurement measurement = programs.run(series.contender(), folder, sizes.warmRuns(), Programs.HEAP)
                .measurement();
        for (Measurement.Run run : measurement.runs().subList(1, sizes.warmRuns())) {
            results.add(series, folder.events().events(), run, measurement.peakHeapBytes());
        }
    }

    private void heap() throws IOException, InterruptedException {
        Series usual = transform("-Xmx" + Programs.HEAP);
        Series small = transform("-Xmx" + SMALL_HEAP);
        for (int round = 0; round < sizes.rounds(); round++) {
            cold(usual, even(1), Programs.HEAP);
            cold(small, even(1), SMALL_HEAP);
        }
        results.row(usual);
        results.row(small, new Against(usual, usual.name(), 1, 1.3));
    }

    private static Series transform(String name) {
        return new Series(name, Contender.TRANSFORM);
    }

    private void scale() throws IOException, InterruptedException {
        Series usual = transform(sizes.events() + " events");
        Series times = transform(SCALE + " × the events");
        for (int round = 0; round < sizes.rounds(); round++) {
            cold(usual, even(1), Programs.HEAP);
            cold(times, large(), Programs.HEAP);
        }
        results.row(usual);
        results.row(times, new Against(usual, usual.name() + " per event", SCALE, 1.25));
    }

    private void days() throws IOException, InterruptedException {
        Series one = transform(FEW_EVENTS + " events, 1 event day");
        Series many = transform(FEW_EVENTS + " events, " + MANY_DAYS + " event days");
        for (int round = 0; round < sizes.rounds(); round++) {
            cold(one, few(1), Programs.HEAP);
            cold(many, few(MANY_DAYS), Programs.HEAP);
        }
        results.row(one);
        results.row(many, new Against(one, "1 event day", 1, 2));
    }

    private void skew() throws IOException, InterruptedException {
        Series usual = transform("even over " + SKEW_DAYS + " event days");
        Series key = transform("80 % of the events with one key");
        Series day = transform("80 % of the events on one day");
        for (int round = 0; round < sizes.rounds(); round++) {
            cold(usual, even(SKEW_DAYS), Programs.HEAP);
            cold(key, skewed(Shape.ONE_KEY), Programs.HEAP);
            cold(day, skewed(Shape.ONE_DAY), Programs.HEAP);
        }
        results.row(usual);
        results.row(key, new Against(usual, "even", 1, 1.5));
        results.row(day, new Against(usual, "even", 1, 1.5));
    }

    private void cluster() throws IOException, InterruptedException {
        Folder folder = even(SKEW_DAYS);
        programs.run(Contender.TRANSFORM, folder, 1, Programs.HEAP);
        TreeMap<String, String> local = programs.generated(folder).digests();
        try (Cluster cluster = programs.cluster()) {
            programs.run(cluster, folder);
        }
        TreeMap<String, String> distributed = programs.generated(folder).digests();
        long equal = local.entrySet().stream()
                .filter(entry -> entry.getValue().equals(distributed.get(entry.getKey())))
                .count();
        require(
                "cluster",
                new Comparison.Equal("partitions' digests", equal, Math.max(local.size(), distributed.size())));
    }

    private void compare() throws IOException, InterruptedException, SQLException {
        Folder folder = even(1);
        OrdersFolder written = programs.generated(folder);
        if (!Comparison.isPossible(written)) {
            programs.run(Contender.DUCKDB, folder, 1, Programs.HEAP);
            programs.run(Contender.TRANSFORM, folder, 1, Programs.HEAP);
        }
        for (Comparison.Equal equal : Comparison.of(written)) {
            require("compare", equal);
        }
    }

    /** Adds the line to the results; fails if values differ. */
    private void require(String series, Comparison.Equal equal) throws IOException {
        results.add(series, equal);
        if (!equal.isWhole()) {
            throw new IOException(series + ": only " + equal + " are equal; the folder is " + work);
        }
    }
}
