package dev.madrugada.benchmarks.transform;

import dev.madrugada.benchmarks.process.BenchmarkJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A standalone Spark cluster on this machine: a master and two workers with one core each. */
final class Cluster implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final BenchmarkJvm jvm;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private Cluster(BenchmarkJvm jvm, int port) {
        this.jvm = jvm;
        this.port = port;
    }

    /** @param work the folder for the executors' files */
    static Cluster start(BenchmarkJvm plain, Path work) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(plain.environment());
        environment.put("SPARK_HOME", plain.sparkHome().toString());
        // Without it, Spark looks for the folders of a source checkout.
        environment.put("SPARK_SCALA_VERSION", "2.12");
        Cluster cluster = new Cluster(
                new BenchmarkJvm(plain.root(), plain.log(), plain.prefix(), plain.options(), environment), freePort());
        try {
            cluster.startMaster();
            for (int worker = 0; worker < WORKERS; worker++) {
                cluster.startWorker(work.resolve("worker-" + worker));
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void startMaster() throws IOException, InterruptedException {
        Process master = jvm.start(
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--webui-port",
                "0");
        processes.add(master);
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (!isListening()) {
            if (!master.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IOException("the Spark master did not start; see benchmarks/target/transform.log");
            }
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void startWorker(Path work) throws IOException {
        processes.add(jvm.start(
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "3g",
                "--work-dir",
                work.toString(),
                master()));
    }

    private String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** The JVM options of a driver that uses the whole cluster. */
    List<String> options() {
        return List.of(
                "-Dspark.master=" + master(),
                "-Dspark.executor.memory=3g",
                "-Dspark.executor.extraClassPath=" + jvm.classPath(),
                "-Dspark.executor.extraJavaOptions=-Duser.timezone=UTC",
                // Starts only when both workers' executors have registered.
                "-Dspark.scheduler.minRegisteredResourcesRatio=1.0",
                "-Dspark.cores.max=" + WORKERS);
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroy();
        }
        for (Process process : processes) {
            process.onExit().join();
        }
    }
}
