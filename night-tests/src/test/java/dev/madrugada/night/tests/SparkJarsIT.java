package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Spark assembled for laptops and tests has the versions that Glue 5.1 lists, as its JARs themselves say. */
class SparkJarsIT {
    private static final Map<String, String> VERSION_OF_GROUP = Map.of(
            "org.apache.spark", "spark.version",
            "org.apache.hadoop", "hadoop.version",
            "com.fasterxml.jackson.core", "jackson.version",
            "software.amazon.awssdk", "aws-sdk.version");

    /** The version properties, by file name, of JARs without a Maven descriptor. */
    private static final Map<String, String> VERSION_OF_FILE = Map.of(
            "scala-library", "scala.version",
            "scala-reflect", "scala.version",
            "jackson-module-scala_2.12", "jackson.version",
            "delta-spark_2.12", "delta.version",
            "delta-storage", "delta.version");

    @Test
    void jarsAreOfTheVersionsThatGlueLists() throws IOException {
        Map<String, TreeSet<String>> found = new HashMap<>();
        try (Stream<Path> jars = Files.list(GlueClasspath.sparkJars())) {
            for (Path path : jars.toList()) {
                for (Properties descriptor : descriptors(path)) {
                    String property = VERSION_OF_GROUP.get(descriptor.getProperty("groupId"));
                    String artifact = descriptor.getProperty("artifactId");
                    if (property != null && path.getFileName().toString().startsWith(artifact + "-")) {
                        found.computeIfAbsent(descriptor.getProperty("groupId"), none -> new TreeSet<>())
                                .add(descriptor.getProperty("version"));
                    }
                }
            }
        }
        VERSION_OF_GROUP.forEach((group, property) ->
                assertThat(found.get(group)).as(group).containsExactly(GlueVersionsTest.LISTED.get(property)));
    }

    @Test
    void scalaItsJacksonAndDeltaAreOfTheVersionsThatGlueLists() throws IOException {
        try (Stream<Path> jars = Files.list(GlueClasspath.sparkJars())) {
            List<String> names = jars.map(path -> path.getFileName().toString()).toList();
            VERSION_OF_FILE.forEach((artifact, property) -> assertThat(names)
                    .filteredOn(name -> name.startsWith(artifact + "-"))
                    .containsExactly(artifact + "-" + GlueVersionsTest.LISTED.get(property) + ".jar"));
        }
    }

    private static List<Properties> descriptors(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            List<JarEntry> entries = jar.stream()
                    .filter(entry -> entry.getName().matches("META-INF/maven/.*/pom\\.properties"))
                    .toList();
            Properties[] descriptors = new Properties[entries.size()];
            for (int i = 0; i < descriptors.length; i++) {
                descriptors[i] = new Properties();
                try (InputStream content = jar.getInputStream(entries.get(i))) {
                    descriptors[i].load(content);
                }
            }
            return List.of(descriptors);
        }
    }
}
