package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the real command in unusual environments: folder names, locales, proxies, a recorded JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyMachineIT {
    private static final int PATIENCE_MINUTES = 15;
    /** A port at which nothing answers. */
    private static final String PROXY = "http://127.0.0.1:9";

    private final Path folder =
            Path.of("target", "any machine " + System.currentTimeMillis()).toAbsolutePath();
    private Checkout checkout = new Checkout(folder);

    private record Ended(int status, String out, String err) {}

    @BeforeAll
    void copyCheckout() throws IOException {
        checkout = Checkout.in(folder.resolve("a ch\u00e9ck:out"));
    }

    @Test
    void aNightRunsInFoldersOfAnyNameUnderALocaleThatIsNotInstalledWithAProxy() throws Exception {
        Path work = folder.resolve("w\u00f6rk: folder");
        Ended ended = run(
                Map.of("LC_ALL", "xx_YY.UTF-8", "HTTP_PROXY", PROXY, "http_proxy", PROXY, "HTTPS_PROXY", PROXY),
                "run-local.sh",
                "--json",
                "--work",
                work.toString());

        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode summary = new ObjectMapper().readTree(ended.out());
        assertThat(summary.path("status").asText()).isEqualTo("succeeded");
        assertThat(summary.path("counts").path("loaded").asLong()).isEqualTo(14_751);
        assertThat(Path.of(summary.path("report").path("html").asText()))
                .exists()
                .startsWith(work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "POSIX", "xx_YY.UTF-8"})
    void namesArriveUnderAnyLocale(String locale) throws Exception {
        Path dataset = folder.resolve("d\u00e4tasets").resolve("fl\u00efghts " + locale);
        Files.createDirectories(dataset);

        Ended ended = run(
                locale.isEmpty() ? Map.of() : Map.of("LC_ALL", locale),
                "run-local.sh",
                "--dataset",
                dataset.toString());

        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.err()).contains("--dataset '" + dataset + "' has no dataset.yaml");
    }

    @Test
    void aRecordedJvmDoesNotCrash() throws Exception {
        // The variable ends an option at a space.
        Path recording = folder.resolveSibling("recording-" + System.nanoTime() + ".jfr");
        Map<String, String> environment =
                Map.of("JAVA_TOOL_OPTIONS", "-XX:StartFlightRecording:settings=profile,filename=" + recording);

        Ended checked = run(environment, "madrugada", "check", checkout.root() + "/datasets/flights");
        assertThat(checked.status()).as(checked.err()).isZero();

        Ended stage = run(environment, "spark-submit.sh", "transform", "--date", "2001-01-01");
        assertThat(stage.status()).as(stage.err()).isEqualTo(64);
        assertThat(stage.err()).contains("--dataset is missing");
    }

    private Ended run(Map<String, String> environment, String script, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(checkout.script(script)));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "out", ".log");
        Path err = Files.createTempFile(folder, "err", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("AWS_")
                        || name.startsWith("LC_")
                        || name.equals("LANG")
                        || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException(script + " did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
