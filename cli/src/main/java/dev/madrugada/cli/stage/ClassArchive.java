package dev.madrugada.cli.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive of Spark's classes, made by {@code scripts/spark/archive.sh}, which halves the JVM's start work. JDK 17
 * crashes if Java Flight Recorder runs with such an archive, so no archive is used then.
 */
record ClassArchive(Optional<Path> file) {
    static ClassArchive of(Path spark, Map<String, String> environment) {
        boolean isRecorded = Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "SPARK_SUBMIT_OPTS")
                .anyMatch(name -> environment.getOrDefault(name, "").contains("FlightRecord"));
        return new ClassArchive(
                Optional.of(spark.resolve("classes.jsa")).filter(archive -> Files.exists(archive) && !isRecorded));
    }

    List<String> options() {
        return file.map(archive ->
                        List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"))
                .orElse(List.of());
    }
}
