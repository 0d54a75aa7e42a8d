package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What a Glue 5.1 job finds on its classpath before its own JAR, as far as it can be had: Spark, Hadoop, Delta and the
 * AWS SDK from {@code scripts/spark}, and Glue's own Redshift driver.
 */
record GlueClasspath(List<Path> jars) {
    static GlueClasspath read() throws IOException {
        // The driver is first, so that a job that looks up a driver by its URL would find this driver.
        return new GlueClasspath(Stream.concat(jarsIn(Path.of("target/glue-classpath")), jarsIn(sparkJars()))
                .toList());
    }

    static Path sparkJars() {
        return Project.root().resolve("scripts/spark/target/spark/jars");
    }

    private static Stream<Path> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is missing: build the project with mvn package first");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toAbsolutePath)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** The names of all classes, as entries of a JAR. */
    Set<String> classes() throws IOException {
        Set<String> classes = new HashSet<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                jar.stream().map(entry -> FatJar.unversioned(entry.getName())).forEach(name -> {
                    if (name.endsWith(".class")) {
                        classes.add(name);
                    }
                });
            }
        }
        return classes;
    }
}
