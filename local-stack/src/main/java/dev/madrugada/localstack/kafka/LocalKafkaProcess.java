package dev.madrugada.localstack.kafka;

import dev.madrugada.localstack.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one Kafka broker, its own controller, on loopback. It runs from {@code <root>/scripts/kafka/target/kafka}; the
 * system property {@code madrugada.root} names the root, and that module must have been built. Records are kept forever,
 * whatever their times. The output goes to {@code kafka.log} in the folder. The process ends with {@link #close} or with the
 * process that started it.
 */
public final class LocalKafkaProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    /** Any id will do; it is written into the folder when the folder is first used. */
    private static final String CLUSTER = "bWFkcnVnYWRhLWxvY2FsMQ";

    private final ChildProcess process;
    private final int port;

    private LocalKafkaProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a broker with its state in the folder; returns when it accepts connections. */
    public static LocalKafkaProcess start(Path folder) {
        try {
            Path home = Files.createDirectories(folder.toAbsolutePath());
            int port = freePort();
            Path properties = Files.writeString(home.resolve("server.properties"), properties(home, port, freePort()));
            format(Files.createDirectories(home.resolve("data")));
            ChildProcess process =
                    ChildProcess.start("the broker", command(properties), home, home.resolve("kafka.log"));
            process.await(START_TIMEOUT, () -> isListening(port));
            return new LocalKafkaProcess(process, port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The broker's address as {@code host:port}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** The class path of the broker, and of the class that starts it. */
    private static String classPath() {
        String root = System.getProperty("madrugada.root");
        if (root == null) {
            throw new IllegalStateException(
                    "the system property madrugada.root is not set; set it to the project's folder");
        }
        Path jars = Path.of(root, "scripts", "kafka", "target", "kafka");
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException(jars + " is missing: build it with mvn -pl scripts/kafka process-classes");
        }
        return jars + File.separator + "*" + File.pathSeparator + Path.of(root, "local-stack", "target", "classes");
    }

    /** Marks the folder as a broker's, as Kafka's own tool does in a JVM of its own. */
    private static void format(Path data) throws IOException {
        Path properties = data.resolve("meta.properties");
        if (!Files.exists(properties)) {
            Files.writeString(properties, String.join("\n", "version=1", "node.id=1", "cluster.id=" + CLUSTER) + "\n");
        }
    }

    private static List<String> command(Path properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.addAll(List.of("-cp", classPath(), BrokerMain.class.getName()));
        command.addAll(List.of(Long.toString(ProcessHandle.current().pid()), properties.toString()));
        return command;
    }

    private static String properties(Path home, int port, int controllerPort) {
        return String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                        "controller.listener.names=CONTROLLER",
                        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                        "log.dirs=" + home.resolve("data"),
                        "log.retention.ms=-1",
                        "auto.create.topics.enable=false",
                        "group.initial.rebalance.delay.ms=0",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=1")
                + "\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops the broker; kills it after 10 seconds. */
    @Override
    public void close() {
        process.stop(STOP_TIMEOUT);
    }
}
