package dev.madrugada.localstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link LocalWarehouse} as a process of its own, started in the background. It runs as {@link LocalStackProcess}
 * does, and ends with {@link #close} or with this process.
 */
public final class LocalWarehouseProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final CompletableFuture<LocalStackEndpoints.Redshift> endpoint;

    private LocalWarehouseProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.endpoint = CompletableFuture.supplyAsync(this::announced);
    }

    /**
     * Begins to start a warehouse and returns.
     *
     * @param state the folder of its state, which a later start finds again; its log lies in it
     */
    public static LocalWarehouseProcess starting(Path state) {
        try {
            Path folder = state.toAbsolutePath();
            Files.createDirectories(folder);
            Path log = folder.resolve("warehouse.log");
            List<String> command =
                    new ArrayList<>(LocalStackProcess.command(LocalWarehouse.class, "-XX:TieredStopAtLevel=1"));
            command.addAll(List.of("--state", folder.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
            return new LocalWarehouseProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it answers; waits until it does.
     *
     * @throws java.util.concurrent.CompletionException if it did not start, with what it said
     */
    public LocalStackEndpoints.Redshift endpoint() {
        return endpoint.join();
    }

    /** What the process said that was not meant for its starter. */
    public Path log() {
        return log;
    }

    private LocalStackEndpoints.Redshift announced() {
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(LocalWarehouse.PORT)) {
                    return LocalStackEndpoints.Redshift.atPort(
                            Integer.parseInt(line.substring(LocalWarehouse.PORT.length())));
                }
            }
            throw new IOException("the local warehouse did not start; see " + log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the warehouse to stop, and does not wait for it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
    }
}
