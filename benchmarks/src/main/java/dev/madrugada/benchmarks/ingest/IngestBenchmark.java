package dev.madrugada.benchmarks.ingest;

import dev.madrugada.benchmarks.process.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures how fast kinesis-batch reads a window. Arguments: {@code [--reduced] [FIGURE…]}. The figures are {@code
 * throttled}, {@code unthrottled} and {@code heap}; the default is all three.
 */
public final class IngestBenchmark {
    static final String THROTTLED = "throttled";
    static final String UNTHROTTLED = "unthrottled";
    static final String HEAP = "heap";

    private static final Set<String> FIGURES = Set.of(THROTTLED, UNTHROTTLED, HEAP);
    /** After one warm-up the JIT compiler still runs for a while, on the core of the reader. */
    private static final int WARM_UPS = 2;

    private static final List<Integer> READER_CORES = List.of(0);
    private static final List<Integer> KINESIS_CORES = List.of(1);
    private static final List<Integer> ALL_CORES = List.of(0, 1);

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
        Set<String> requested = new TreeSet<>(List.of(args));
        Sizes sizes = requested.remove("--reduced") ? Sizes.REDUCED : Sizes.WHOLE;
        if (!FIGURES.containsAll(requested)) {
            System.err.println("usage: benchmarks/ingest.sh [--reduced] [throttled] [unthrottled] [heap]");
            System.exit(64);
        }
        if (!Cores.canPin()) {
            System.err.println(
                    "cannot pin processes: this machine lacks taskset or has one core; reader and local Kinesis share it");
        }
        Path root = Path.of(System.getProperty("madrugada.root"));
        System.out.print(new IngestBenchmark(root, sizes, requested.isEmpty() ? FIGURES : requested).run());
    }

    /** Measures the figures and returns the table. */
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
        // The streams are several gigabytes. If a figure fails, the folder stays, with the log of the local Kinesis.
        FileTree.delete(folder);
        return results.table();
    }

    /** Runs the programs in turns, each on one core, with the local Kinesis on the other core. */
    private void unthrottled(BenchmarkStack stack, ReadRequest stream) throws IOException, InterruptedException {
        stack.runOn(KINESIS_CORES);
        for (int round = 0; round < sizes.rounds(); round++) {
            for (Contender contender :
                    List.of(Contender.SPARK, Contender.BARE_LOOP, Contender.SMALL_PAGES_LOOP, Contender.RAW_DRAIN)) {
                measure(stack, UNTHROTTLED, contender, stream.on("local[1]", WARM_UPS));
            }
        }
        stack.runOn(ALL_CORES);
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

    private void measure(BenchmarkStack stack, String figure, Contender contender, ReadRequest request)
            throws IOException, InterruptedException {
        double before = stack.cpuSeconds();
        Measurement measured = contender.run(root, request, limits(figure));
        double reads = 1.0 + request.warmUps();
        results.add(figure, contender, measured.served((stack.cpuSeconds() - before) / reads));
    }

    private static Contender.Limits limits(String figure) {
        return new Contender.Limits(
                figure.equals(HEAP) ? "1g" : "2g", figure.equals(UNTHROTTLED) ? READER_CORES : List.of());
    }
}
