package dev.madrugada.cli.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The fat JARs of the project, found by its layout: a module whose POM has a parent in {@code job-parent}, or that
 * activates the shade plugin itself, has {@code target/<name>-all.jar}. {@code scripts/madrugada} reads the POMs in the
 * same way.
 *
 * @param root the project's folder
 */
public record FatJars(Path root) {
    private static final String PARENT = "job-parent/";
    private static final String PLUGIN = "<artifactId>maven-shade-plugin</artifactId>";

    /** The paths of all fat JARs, in the order of their modules' names; a JAR need not have been built. */
    public List<Path> all() {
        return Stream.of(root, root.resolve("lambdas"))
                .flatMap(folder -> modules(folder).stream())
                .filter(FatJars::hasFatJar)
                .map(FatJars::of)
                .toList();
    }

    /** The JAR of a job. The module of a stage is {@code <stage>-job} or {@code <stage>}. */
    Path ofJob(String stage) {
        Path module = root.resolve(stage + "-job");
        return of(Files.isDirectory(module) ? module : root.resolve(stage));
    }

    /** The JAR of a function. A function without a module of its own is part of {@code lambdas/night}. */
    public Path ofFunction(String function) {
        return of(functionModule(function));
    }

    /** The handler class of a function, such as {@code dev.madrugada.night.GateHandler}. */
    public String handler(String function) {
        return "dev.madrugada." + functionModule(function).getFileName() + "." + capitalised(function) + "Handler";
    }

    /** The main class of a job, such as {@code dev.madrugada.load.LoadJob}. */
    static String mainClass(String stage) {
        return "dev.madrugada." + stage + "." + capitalised(stage) + "Job";
    }

    private Path functionModule(String function) {
        Path own = root.resolve("lambdas").resolve(function);
        return Files.isDirectory(own) ? own : root.resolve("lambdas/night");
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Path of(Path module) {
        return module.resolve("target").resolve(module.getFileName() + "-all.jar");
    }

    private static List<Path> modules(Path folder) {
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(module -> Files.isDirectory(module.resolve("src/main")))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean hasFatJar(Path module) {
        try {
            String pom = Files.readString(module.resolve("pom.xml"));
            return pom.contains(PARENT) || pom.contains(PLUGIN);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
