package dev.madrugada.kinesis.tests;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of this JVM, split as for executors.
 *
 * @param spark the entries that an executor has from its start
 * @param source kinesis-source and the AWS SDK, which {@code --jars} adds later
 */
record ExecutorClasspath(List<String> spark, List<String> source) {

    private static final String SDK = Path.of("/software/amazon/awssdk/").toString();

    static ExecutorClasspath ofThisJvm() {
        String ours = Path.of(System.getProperty("madrugada.root")).toString();
        List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        Stream<String> sdk = all.stream().filter(entry -> entry.contains(SDK));
        return new ExecutorClasspath(
                all.stream()
                        .filter(entry -> !entry.startsWith(ours) && !entry.contains(SDK))
                        .toList(),
                Stream.concat(Stream.of(sourceIn(all)), sdk).toList());
    }

    private static String sourceIn(List<String> all) {
        return all.stream()
                .filter(entry -> entry.matches(".*kinesis-source-[^/]*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "kinesis-source is not a JAR on the class path: run this test with mvn verify"));
    }

    String ofSpark() {
        return String.join(File.pathSeparator, spark);
    }

    String ofTheSource() {
        return source.stream().collect(Collectors.joining(","));
    }
}
