package dev.madrugada.night.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JAR that {@code scripts/package.sh} collects: a Glue job, a Lambda, or the Kinesis source. Each has its entry point: a
 * main class, a handler, or the data source.
 */
enum FatJar {
    INGEST("ingest-job", "dev.madrugada.ingest.IngestJob", 32),
    TRANSFORM("transform-job", "dev.madrugada.transform.TransformJob", 13),
    QUALITY("quality", "dev.madrugada.quality.QualityJob", 16),
    LOAD("load-job", "dev.madrugada.load.LoadJob", 15),
    NIGHT("lambdas/night", "dev.madrugada.night.PlanHandler", 40),
    REPORT("lambdas/report", "dev.madrugada.report.ReportHandler", 21),
    GLUE_RUNNER("lambdas/glue-runner", "dev.madrugada.runner.RunnerHandler", 34),
    KINESIS_SOURCE("kinesis-source", "dev.madrugada.kinesis.spark.KinesisSource", 9);

    private static final Pattern BUNDLED = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");

    private final String module;
    final String main;
    private final int megabytes;

    /** @param megabytes the size that the JAR may have: about a tenth more than when it was last measured */
    FatJar(String module, String main, int megabytes) {
        this.module = module;
        this.main = main;
        this.megabytes = megabytes;
    }

    /** The number of bytes that the JAR may have. */
    long budget() {
        return megabytes * 1_000_000L;
    }

    Path path() {
        Path folder = Project.root().resolve(module);
        return folder.resolve("target/" + folder.getFileName() + "-all.jar").toAbsolutePath();
    }

    List<String> entries() {
        return opened(jar -> jar.stream().map(JarEntry::getName).toList());
    }

    List<String> classes() {
        return entries().stream()
                .filter(name -> name.endsWith(".class"))
                .map(FatJar::unversioned)
                .toList();
    }

    String text(String entry) {
        return opened(
                jar -> new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The libraries in it that left their Maven descriptor, {@code group:artifact}, without the project's own. */
    List<String> libraries() {
        return entries().stream()
                .map(BUNDLED::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1) + ":" + found.group(2))
                .filter(library -> !library.startsWith("dev.madrugada:"))
                .toList();
    }

    /** The providers of each service, by the service's class name. */
    Map<String, List<String>> services() {
        Map<String, List<String>> services = new TreeMap<>();
        String folder = "META-INF/services/";
        for (String entry : entries()) {
            if (entry.startsWith(folder) && !entry.endsWith("/")) {
                services.put(
                        entry.substring(folder.length()),
                        text(entry)
                                .lines()
                                .map(line -> line.replaceFirst("#.*", "").trim())
                                .filter(line -> !line.isEmpty())
                                .toList());
            }
        }
        return services;
    }

    /** A class's name without the Java version it is for. */
    static String unversioned(String entry) {
        return entry.replaceFirst("^META-INF/versions/\\d+/", "");
    }

    /** What is done with the opened JAR. */
    private interface Use<T> {
        T of(JarFile jar) throws IOException;
    }

    private <T> T opened(Use<T> use) {
        if (!Files.exists(path())) {
            throw new IllegalStateException(path() + " is missing: build the project with mvn package first");
        }
        try (JarFile jar = new JarFile(path().toFile())) {
            return use.of(jar);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
