package dev.madrugada.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs scripts/madrugada as a process in a given folder, through a path that contains a space. */
public record Command(int status, List<String> out, List<String> err, double seconds) {
    private static final int PATIENCE_MINUTES = 5;

    /** @param cwd the folder in which the command runs; its output files are written there too */
    static Command run(Path cwd, String... words) throws IOException, InterruptedException {
        return run(cwd, Map.of(), List.of(words));
    }

    /** Runs the command with variables beside the inherited ones, of which those of AWS are left out. */
    public static Command run(Path cwd, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(script(cwd).toString());
        command.addAll(words);
        Path out = cwd.resolve("stdout");
        Path err = cwd.resolve("stderr");
        long from = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(cwd.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("no end after " + PATIENCE_MINUTES + " minutes: " + command);
        }
        return new Command(process.exitValue(), lines(out), lines(err), (System.nanoTime() - from) / 1e9);
    }

    /** The script's path below a symbolic link to the project, whose name contains a space. */
    private static Path script(Path cwd) throws IOException {
        Path root = cwd.resolve("a project");
        if (!Files.exists(root)) {
            Files.createSymbolicLink(root, Path.of(System.getProperty("madrugada.root")));
        }
        return root.resolve("scripts/madrugada");
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }
}
