package dev.madrugada.cli.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Spark's classes as the JVM laid them out before ({@code scripts/spark/archive.sh}): half of a start's work. JDK 17
 * crashes if Java Flight Recorder runs beside such an archive, so that there is none then.
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
