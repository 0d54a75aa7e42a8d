package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR as it is uploaded, beside nothing but what Glue brings. */
class FatJarIT {
    private static final Path JAR = Path.of("target", "transform-job-all.jar");

    @TempDir
    Path lake;

    @Test
    void holdsNothingThatGlueBrings() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/madrugada/"));
        }
    }

    @Test
    void missingArgumentsAreNamedAtOnce() throws Exception {
        assertThat(run("--date", "yesterday"))
                .contains("InvalidArguments: ")
                .contains("--dataset is missing", "--lake is missing", "--run-id is missing")
                .contains("--date 'yesterday': must be a day such as 2001-01-01");
    }

    @Test
    void contractIsReadAndMissingRawReported() throws Exception {
        Path dataset = Path.of("..", "datasets", "flights").toAbsolutePath().normalize();
        assertThat(run(
                        "--dataset",
                        dataset.toUri().toString(),
                        "--date",
                        "2001-01-01",
                        "--lake",
                        lake.toUri().toString(),
                        "--run-id",
                        "it"))
                .contains("InputMissing: raw/flights dt=2001-01-01");
    }

    private String run(String... arguments) throws Exception {
        Path log = lake.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR + File.pathSeparator + whatGlueBrings(),
                TransformJob.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return Files.readString(log);
    }

    private static String whatGlueBrings() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(
                        ".*/(org/apache|com/fasterxml|org/slf4j|org/scala-lang|org/json4s|com/google)/.*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
