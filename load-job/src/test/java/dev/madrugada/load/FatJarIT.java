package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The JAR as it is uploaded: with its relocated driver and SDK, beside nothing but what Glue brings. */
class FatJarIT {
    private static final Path JAR = Path.of("target", "load-job-all.jar");

    @Test
    void loadsADay() throws Exception {
        try (Stack stack = new Stack()) {
            stack.night().transformed(stack.published(LocalDate.of(2001, 2, 1), 1, 5));
            Path log = Path.of("target", "fat-jar.log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    JAR + File.pathSeparator + whatGlueBrings(),
                    "dev.madrugada.load.LoadJob"));
            command.addAll(Night.options("run-1", stack.endpoints().warehouseSecret()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(stack.endpoints().environment());

            Process process = builder.start();

            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).describedAs(Files.readString(log)).isZero();
            assertThat(stack.number("SELECT count(*) FROM public.visits")).isEqualTo(5);
        }
    }

    @Test
    void holdsNothingThatGlueBringsAndNothingUnderItsOwnNameThatGlueHasToo() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("dev/madrugada/"));
        }
    }

    private static String whatGlueBrings() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> entry.matches(
                        ".*/(org/apache|com/fasterxml|org/slf4j|org/scala-lang|org/json4s|com/google)/.*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
