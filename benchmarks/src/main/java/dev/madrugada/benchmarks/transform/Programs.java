package dev.madrugada.benchmarks.transform;

import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.benchmarks.process.BenchmarkJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Starts the generator and the programs to compare, each in a process of its own. */
final class Programs {
    static final String HEAP = "6g";

    private final Path root;
    private final Path work;
    private final List<String> jvmOptions;

    /**
     * @param work the folder for the folders of events
     * @param jvmOptions options of all processes
     */
    Programs(Path root, Path work, List<String> jvmOptions) {
        this.root = root;
        this.work = work;
        this.jvmOptions = jvmOptions;
    }

    /** A process's result and the seconds from its start to its end. */
    record Measured(Measurement measurement, double processSeconds) {}

    /** A folder to generate, with its events. */
    record Folder(String name, OrderEvents events) {}

    /** Generates the folders in one process. */
    void generate(Collection<Folder> folders) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        for (Folder folder : folders) {
            OrderEvents events = folder.events();
            arguments.addAll(List.of(
                    generated(folder).path().toString(),
                    Long.toString(events.events()),
                    events.shape().toString(),
                    Integer.toString(events.days())));
        }
        jvm(HEAP, local()).run(GenerateOrders.class.getName(), arguments.toArray(String[]::new));
    }

    OrdersFolder generated(Folder folder) {
        return new OrdersFolder(work.resolve(folder.name()));
    }

    /** Runs a program on two cores of this machine. */
    Measured run(Contender contender, Folder folder, int runs, String heap) throws IOException, InterruptedException {
        return run(jvm(heap, local()), contender, folder, runs);
    }

    /** Runs the transform job on a cluster. */
    Measured run(Cluster cluster, Folder folder) throws IOException, InterruptedException {
        return run(jvm(HEAP, cluster.options()), Contender.TRANSFORM, folder, 1);
    }

    private Measured run(BenchmarkJvm jvm, Contender contender, Folder folder, int runs)
            throws IOException, InterruptedException {
        BenchmarkJvm.Ended ended = jvm.run(
                MeasuredRuns.class.getName(),
                contender.name(),
                generated(folder).path().toString(),
                Integer.toString(runs));
        return new Measured(Measurement.parse(ended.result()), ended.seconds());
    }

    Cluster cluster() throws IOException, InterruptedException {
        return Cluster.start(jvm("512m", List.of()), work.resolve("cluster"));
    }

    private static List<String> local() {
        return List.of("-Dspark.master=local[2]");
    }

    private BenchmarkJvm jvm(String heap, List<String> options) {
        Path target = root.resolve("benchmarks/target");
        List<String> all = new ArrayList<>(List.of(
                "-Xmx" + heap,
                "-Djava.io.tmpdir=" + target,
                "-Dlog4j2.configurationFile="
                        + root.resolve("scripts/log4j2.properties").toUri(),
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1"));
        all.addAll(jvmOptions);
        all.addAll(options);
        return new BenchmarkJvm(root, target.resolve("transform.log"), List.of(), all, Map.of());
    }
}
