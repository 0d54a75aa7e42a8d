package dev.madrugada.benchmarks.ingest;

import dev.madrugada.benchmarks.process.BenchmarkJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs to measure. Each runs in a process of its own. */
enum Contender {
    SPARK("kinesis-batch", "SparkRead"),
    BARE_LOOP("bare SDK loop", "BareLoop"),
    SMALL_PAGES_LOOP("bare SDK loop, small pages", "SmallPagesLoop"),
    RAW_DRAIN("raw drain", "RawDrain");

    private final String title;
    private final String main;

    Contender(String title, String main) {
        this.title = title;
        this.main = Contender.class.getPackageName() + "." + main;
    }

    /**
     * The limits of a measured process.
     *
     * @param cores the cores that the process may use; empty for all cores
     */
    record Limits(String heap, List<Integer> cores) {}

    String title() {
        return title;
    }

    /** Runs the program and waits for its end. */
    Measurement run(Path root, ReadRequest request, Limits limits) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-Xmx" + limits.heap()));
        if (!limits.cores().isEmpty()) {
            options.add("-XX:ActiveProcessorCount=" + limits.cores().size());
        }
        BenchmarkJvm jvm = new BenchmarkJvm(
                root,
                root.resolve("benchmarks/target/ingest.log"),
                Cores.pinned(limits.cores()),
                options,
                Map.of("AWS_ACCESS_KEY_ID", "local-stack", "AWS_SECRET_ACCESS_KEY", "local-stack"));
        return Measurement.parse(jvm.run(main, request.encoded()).result());
    }
}
