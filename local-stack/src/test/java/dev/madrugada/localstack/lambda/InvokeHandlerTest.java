package dev.madrugada.localstack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InvokeHandlerTest {
    /** A handler that returns its name and its event, and throws if the event contains "fail". */
    public static final class Echo implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
            String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (event.contains("fail")) {
                throw new IllegalStateException("Refused: \"it\"\nfailed \\");
            }
            out.write((context.getFunctionName() + " " + event).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Path invoke(String event, int expectedStatus) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "invoke");
        Path eventFile = Files.writeString(folder.resolve("event.json"), event);
        Path result = folder.resolve("result.json");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InvokeHandler.class.getName(),
                        Echo.class.getName(),
                        eventFile.toString(),
                        result.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(expectedStatus);
        return result;
    }

    @Test
    void writesTheResponse() throws Exception {
        assertThat(invoke("{\"date\":\"2001-01-01\"}", 0))
                .hasContent("InvokeHandlerTest$Echo {\"date\":\"2001-01-01\"}");
    }

    @Test
    void describesTheException() throws Exception {
        assertThat(invoke("fail", 1))
                .content()
                .startsWith("{\"errorType\":\"java.lang.IllegalStateException\","
                        + "\"errorMessage\":\"Refused: \\\"it\\\"\\u000afailed \\\\\",\"stackTrace\":[\"")
                .contains("Echo.handleRequest");
    }
}
