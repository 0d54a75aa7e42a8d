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
 * Runs a {@link LocalWarehouse} as a separate process in the background. The process has the same class path as {@link
 * LocalStackProcess}. The process ends with {@link #close} or when the current JVM ends.
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
     * Starts a warehouse. Returns without waiting for the warehouse to be up.
     *
     * @param state the folder for its state and its log; a later start reuses the state
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
     * Address and login of the warehouse. Waits until the warehouse is up.
     *
     * @throws java.util.concurrent.CompletionException if the warehouse did not start; the cause names the log file
     */
    public LocalStackEndpoints.Redshift endpoint() {
        return endpoint.join();
    }

    /** The file that receives the process's standard error. */
    public Path log() {
        return log;
    }

    private LocalStackEndpoints.Redshift announced() {
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(LocalWarehouse.PORT_PREFIX)) {
                    return LocalStackEndpoints.Redshift.atPort(
                            Integer.parseInt(line.substring(LocalWarehouse.PORT_PREFIX.length())));
                }
            }
            throw new IOException("the local warehouse did not start; see " + log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the process's standard input, which makes the process stop. Does not wait for the end of the process. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
    }
}
