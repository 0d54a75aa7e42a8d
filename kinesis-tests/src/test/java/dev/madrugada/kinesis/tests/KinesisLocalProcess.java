package dev.madrugada.kinesis.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A second implementation of Kinesis (<a href="https://github.com/etspaceman/kinesis-mock">kinesis-local</a>), in a
 * process of its own on loopback. The process keeps its streams in memory. The output goes to {@code
 * kinesis-local.log}.
 */
final class KinesisLocalProcess implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("madrugada.root"));
    private static final Path NODE = ROOT.resolve("scripts/local");
    private static final Path LOG = Path.of(System.getProperty("java.io.tmpdir"), "kinesis-local.log");
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final long POLL_INTERVAL_MILLIS = 50;

    private final Process process;
    private final URI endpoint;
    private final Thread shutdownHook;

    private KinesisLocalProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.shutdownHook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** Starts kinesis-local and waits until the process answers. Installs kinesis-local first if necessary. */
    static KinesisLocalProcess started() {
        try {
            Path folder = installed();
            int port = freePort();
            // kinesis-local reads a certificate from its working directory, which must be its package folder.
            ProcessBuilder node = command(
                    folder,
                    "node",
                    "--require",
                    ROOT.resolve("kinesis-tests/src/test/node/loopback.cjs").toString(),
                    "main.js");
            node.environment()
                    .putAll(Map.of(
                            "KINESIS_MOCK_PLAIN_PORT", Integer.toString(port),
                            "KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()),
                            "CREATE_STREAM_DURATION", "5ms",
                            "SPLIT_SHARD_DURATION", "5ms",
                            "MERGE_SHARDS_DURATION", "5ms"));
            KinesisLocalProcess kinesis = new KinesisLocalProcess(node.start(), URI.create("http://127.0.0.1:" + port));
            kinesis.awaitAnswer();
            return kinesis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    private static Path installed() throws IOException, InterruptedException {
        Path folder = NODE.resolve("node_modules/kinesis-local");
        if (!Files.exists(folder.resolve("main.js"))) {
            Process npm = command(NODE, "npm", "ci", "--silent").start();
            if (!npm.waitFor(INSTALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm ci in " + NODE + " did not install kinesis-local; see " + LOG);
            }
        }
        return folder;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest health =
                HttpRequest.newBuilder(endpoint.resolve("/healthcheck")).build();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try {
                var unused = http.send(health, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                if (process.waitFor(POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("kinesis-local does not answer; see " + LOG, notYet);
                }
            }
        }
    }

    private static ProcessBuilder command(Path folder, String... command) {
        return new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }
}
