package dev.madrugada.night.tests;

import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster: a master and two workers of one core, each on a host of its own. The hosts share no folder
 * with the driver: the fat JARs and the folders of driver and stack are empty there. They have credentials of their own,
 * as hosts with a role have, and time zones other than UTC. On a worker's host the name localhost is the driver's
 * machine, so that the local stack has the same URI everywhere.
 */
final class SparkCluster implements AutoCloseable {
    static final int WORKERS = 2;

    private static final int MASTER_PORT = 7077;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final List<String> ZONES = List.of("Asia/Kathmandu", "America/New_York");
    private static final List<String> JOB_MODULES = List.of("ingest-job", "transform-job", "quality", "load-job");

    private final NetworkHosts network;
    private final Path folder;
    private final List<Path> hidden;
    private final LocalStackEndpoints stack;
    private final Map<Integer, Process> workers = new HashMap<>();
    private final List<Process> masters = new ArrayList<>();

    /**
     * A cluster that is not started.
     *
     * @param network a host for the master, then one for each worker
     * @param folder for the files of the cluster's processes
     * @param hidden existing folders that no worker sees
     */
    SparkCluster(NetworkHosts network, Path folder, List<Path> hidden, LocalStackEndpoints stack) {
        this.network = network;
        this.folder = folder;
        this.hidden = Stream.concat(
                        hidden.stream(),
                        JOB_MODULES.stream()
                                .map(module -> Project.root().toAbsolutePath().resolve(module + "/target")))
                .map(Path::normalize)
                .toList();
        this.stack = stack;
    }

    void start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        NetworkHosts.Host host = network.hosts().get(0);
        masters.add(NetworkHosts.start(
                host,
                view("master", host, Map.of()),
                java(
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        host.address(),
                        "--port",
                        Integer.toString(MASTER_PORT),
                        "--webui-port",
                        "0")));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!isListening(host)) {
            if (System.nanoTime() > deadline || !masters.get(0).isAlive()) {
                throw new IOException("the Spark master did not start: " + Files.readString(log("master")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        startMissingWorkers();
    }

    /** The cluster's URI. */
    String master() {
        return "spark://" + network.hosts().get(0).address() + ":" + MASTER_PORT;
    }

    /** Starts the workers that do not run. A driver waits until both have registered. */
    void startMissingWorkers() throws IOException {
        for (int worker = 0; worker < WORKERS; worker++) {
            Process running = workers.get(worker);
            if (running == null || !running.isAlive()) {
                workers.put(worker, startWorker(worker));
            }
        }
    }

    /** The processes of executors that run on the worker's host; empty if there is no worker of this address. */
    List<ProcessHandle> executors(String address) {
        return worker(address)
                .map(worker -> worker.descendants()
                        .filter(child -> child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                        .toList())
                .orElse(List.of());
    }

    /** The worker's process; empty if there is no worker of this address. */
    Optional<ProcessHandle> worker(String address) {
        return workers.entrySet().stream()
                .filter(each -> host(each.getKey()).address().equals(address))
                .map(each -> each.getValue().toHandle())
                .findFirst();
    }

    private NetworkHosts.Host host(int worker) {
        return network.hosts().get(worker + 1);
    }

    private Process startWorker(int worker) throws IOException {
        NetworkHosts.Host host = host(worker);
        String name = "worker-" + worker;
        Path own = Files.createDirectories(folder.resolve(name));
        Map<String, String> environment = Map.of(
                // Executors inherit it: their short tasks are not worth the second compiler.
                "JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                "TZ", ZONES.get(worker),
                "SPARK_LOCAL_DIRS", own.resolve("scratch").toString(),
                "AWS_ACCESS_KEY_ID", stack.accessKey(),
                "AWS_SECRET_ACCESS_KEY", stack.secretKey());
        return NetworkHosts.start(
                host,
                view(name, host, environment),
                java(
                        "org.apache.spark.deploy.worker.Worker",
                        "--host",
                        host.address(),
                        "--webui-port",
                        "0",
                        "--cores",
                        "1",
                        "--memory",
                        "1g",
                        "--work-dir",
                        own.resolve("applications").toString(),
                        master()));
    }

    private NetworkHosts.View view(String name, NetworkHosts.Host host, Map<String, String> more) throws IOException {
        Path hosts = folder.resolve(name + ".hosts");
        Files.writeString(hosts, network.gateway() + " localhost\n" + host.address() + " " + name + "\n");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("SPARK_HOME", spark().toString());
        environment.put("SPARK_SCALA_VERSION", "2.12");
        environment.put("SPARK_LOCAL_IP", host.address());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return new NetworkHosts.View(name, hosts, hidden, environment, log(name));
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private static Path spark() {
        return Project.root().toAbsolutePath().normalize().resolve("scripts/spark/target/spark");
    }

    private static List<String> java(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", spark().resolve("jars") + File.separator + "*", main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isListening(NetworkHosts.Host host) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.address(), MASTER_PORT), PATIENCE_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends the processes of the cluster and waits for their ends. */
    @Override
    public void close() {
        Stream.concat(workers.values().stream(), masters.stream()).forEach(process -> {
            List<ProcessHandle> executors = process.descendants().toList();
            process.destroyForcibly().onExit().join();
            executors.forEach(executor -> {
                executor.destroyForcibly();
                executor.onExit().join();
            });
        });
    }
}
