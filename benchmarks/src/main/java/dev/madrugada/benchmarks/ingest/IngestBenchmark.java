package dev.madrugada.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Measures how fast a window is read. {@code [--reduced] [FIGURE…]}, figures being {@code throttled}, {@code
 * unthrottled} and {@code heap}; all of them unless some are named.
 */
public final class IngestBenchmark {
    static final String THROTTLED = "throttled";
    static final String UNTHROTTLED = "unthrottled";
    static final String HEAP = "heap";

    private static final Set<String> FIGURES = Set.of(THROTTLED, UNTHROTTLED, HEAP);
    /** After one, Java still compiles a good part of what the readers do, on the core that they read with. */
    private static final int WARM_UPS = 2;

    private static final List<Integer> READER = List.of(0);
    private static final List<Integer> KINESIS = List.of(1);
    private static final List<Integer> ALL = List.of(0, 1);

    private final Path root;
    private final Sizes sizes;
    private final Set<String> figures;
    private final Results results;

    IngestBenchmark(Path root, Sizes sizes, Set<String> figures) throws IOException {
        this.root = root;
        this.sizes = sizes;
        this.figures = figures;
        this.results = new Results(root.resolve("benchmarks/target/ingest.jsonl"));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Set<String> asked = new TreeSet<>(List.of(args));
        Sizes sizes = asked.remove("--reduced") ? Sizes.REDUCED : Sizes.WHOLE;
        if (!FIGURES.containsAll(asked)) {
            System.err.println("usage: benchmarks/ingest.sh [--reduced] [throttled] [unthrottled] [heap]");
            System.exit(64);
        }
        if (!Cores.apart()) {
            System.err.println("no taskset, or not two cores: reader and local Kinesis share what there is");
        }
        Path root = Path.of(System.getProperty("madrugada.root"));
        System.out.print(new IngestBenchmark(root, sizes, asked.isEmpty() ? FIGURES : asked).run());
    }

    /** Measures, and gives the table. */
    String run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(root.resolve("benchmarks/target"), "ingest");
        try (BenchmarkStack stack = BenchmarkStack.start(folder)) {
            if (figures.contains(UNTHROTTLED)) {
                unthrottled(stack, stack.filled("narrow", 4, sizes.narrow()));
            }
            if (figures.contains(THROTTLED) || figures.contains(HEAP)) {
                wide(stack, stack.filled("wide", 16, sizes.wide()));
            }
        }
        delete(folder);
        return results.table();
    }

    /** Gigabytes of streams; what the local Kinesis said stays if a figure fails. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** One core for whoever reads, another for the local Kinesis; they take turns. */
    private void unthrottled(BenchmarkStack stack, ReadRequest stream) throws IOException, InterruptedException {
        stack.runOn(KINESIS);
        for (int round = 0; round < sizes.rounds(); round++) {
            for (Contender contender :
                    List.of(Contender.SPARK, Contender.BARE_LOOP, Contender.SMALL_PAGES_LOOP, Contender.RAW_DRAIN)) {
                measure(stack, UNTHROTTLED, contender, stream.on("local[1]", WARM_UPS));
            }
        }
        stack.runOn(ALL);
    }

    private void wide(BenchmarkStack stack, ReadRequest stream) throws IOException, InterruptedException {
        if (figures.contains(HEAP)) {
            measure(stack, HEAP, Contender.SPARK, stream.on("local[2]", 0));
        }
        if (figures.contains(THROTTLED)) {
            stack.throttled(true);
            measure(stack, THROTTLED, Contender.SPARK, stream.on("local[2]", 0));
            stack.throttled(false);
        }
    }

    private void measure(BenchmarkStack stack, String figure, Contender contender, ReadRequest reading)
            throws IOException, InterruptedException {
        double before = stack.cpuSeconds();
        Measurement measured = contender.run(root, reading, room(figure));
        double readings = 1.0 + reading.warmUps();
        results.add(figure, contender, measured.served((stack.cpuSeconds() - before) / readings));
    }

    private static Contender.Room room(String figure) {
        return new Contender.Room(figure.equals(HEAP) ? "1g" : "2g", figure.equals(UNTHROTTLED) ? READER : List.of());
    }
}
