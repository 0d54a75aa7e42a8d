package dev.madrugada.runner.tick;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An emulator of DynamoDB (<a href="https://github.com/architect/dynalite">dynalite</a>), in a process of its own on
 * loopback. It keeps its tables in memory. The output goes to {@code dynalite.log}.
 */
public final class DynaliteProcess implements AutoCloseable {
    private static final Path NODE = Path.of(System.getProperty("madrugada.root"), "scripts/local");
    private static final Path LOG = Path.of(System.getProperty("java.io.tmpdir"), "dynalite.log");
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final long POLL_INTERVAL_MILLIS = 20;
    private static final String HOST = "127.0.0.1";

    private final Process process;
    private final int port;
    private final Thread shutdownHook;

    private DynaliteProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        this.shutdownHook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** Starts dynalite and waits until it listens. Installs it first if necessary. */
    public static DynaliteProcess started() {
        try {
            install();
            int port = freePort();
            DynaliteProcess dynalite = new DynaliteProcess(
                    command(
                                    "node",
                                    "node_modules/dynalite/cli.js",
                                    "--host",
                                    HOST,
                                    "--port",
                                    Integer.toString(port),
                                    "--createTableMs",
                                    "0")
                            .start(),
                    port);
            dynalite.awaitPort();
            return dynalite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + port);
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.exists(NODE.resolve("node_modules/dynalite/cli.js"))) {
            return;
        }
        Process npm = command("npm", "ci", "--silent").start();
        if (!npm.waitFor(INSTALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm ci in " + NODE + " did not install dynalite; see " + LOG);
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (ConnectException notYet) {
                if (process.waitFor(POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("dynalite does not listen; see " + LOG, notYet);
                }
            }
        }
    }

    private static ProcessBuilder command(String... command) {
        return new ProcessBuilder(List.of(command))
                .directory(NODE.toFile())
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
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException ending) {
            // The hook runs.
        }
    }
}
