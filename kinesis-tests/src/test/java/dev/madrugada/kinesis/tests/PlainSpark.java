package dev.madrugada.kinesis.tests;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Spark of {@code scripts/spark} in a process of its own, with an older AWS SDK before Spark's JARs on its class
 * path. The process runs {@link SubmittedRead} through spark-submit. {@code --jars} adds the source, as a user would.
 *
 * @param folder receives the application, the consoles and the rows
 */
record PlainSpark(Path folder) {

    private static final Path ROOT = Path.of(System.getProperty("madrugada.root"));
    private static final Path OLDER_SDK = ROOT.resolve("kinesis-tests/older-sdk/target/jars");
    private static final Path SPARK = ROOT.resolve("scripts/spark/target/spark/jars");
    private static final int TIMEOUT_SECONDS = 180;

    /**
     * A finished spark-submit.
     *
     * @param console its standard output and standard error
     * @param rows the lines of {@link SubmittedRead}; empty if the read failed
     */
    record Result(int exitStatus, String console, List<String> rows) {}

    /** @param jars the value of {@code --jars} */
    Result submit(String name, List<Path> jars, List<String> options) throws IOException, InterruptedException {
        Path console = folder.resolve(name + ".log");
        Path rows = folder.resolve(name + ".rows");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Djava.io.tmpdir="))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
        command.addAll(List.of("-Daws.accessKeyId=test", "-Daws.secretAccessKey=test"));
        command.add("-Dlog4j2.configurationFile="
                + ROOT.resolve("kinesis-tests/src/test/resources/log4j2.properties")
                        .toUri());
        command.addAll(List.of("-cp", all(OLDER_SDK) + File.pathSeparator + all(SPARK)));
        command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[1]"));
        command.addAll(
                List.of("--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1"));
        command.addAll(List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.sql.session.timeZone=UTC"));
        command.addAll(List.of("--jars", jars.stream().map(Path::toString).collect(Collectors.joining(","))));
        command.addAll(
                List.of("--class", SubmittedRead.class.getName(), application().toString(), rows.toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(name + " did not end; its console: " + Files.readString(console));
        }
        return new Result(
                process.exitValue(),
                Files.readString(console),
                Files.exists(rows) ? Files.readAllLines(rows) : List.of());
    }

    private Path application() throws IOException {
        Path application = folder.resolve("application.jar");
        try (OutputStream file = Files.newOutputStream(application);
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Class<?> type : List.of(SubmittedRead.class, ReadRow.class)) {
                String entry = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(entry));
                jar.write(Files.readAllBytes(
                        ROOT.resolve("kinesis-tests/target/test-classes").resolve(entry)));
                jar.closeEntry();
            }
        }
        return application;
    }

    private static String all(Path jars) throws IOException {
        if (!Files.isDirectory(jars)) {
            throw new IOException(jars + " is missing: run mvn package first");
        }
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }
}
