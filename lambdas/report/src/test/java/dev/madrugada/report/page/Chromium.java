package dev.madrugada.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with one page. It is controlled by the DevTools protocol, because only this protocol can set
 * window widths below 500 pixels.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>
 */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-port=0");

    private final Process process;
    private final WebSocket socket;
    private final Incoming incoming;
    private int lastId;

    private Chromium(Process process, WebSocket socket, Incoming incoming) {
        this.process = process;
        this.socket = socket;
        this.incoming = incoming;
    }

    /** The first executable on the PATH that has one of Chromium's usual names. */
    static Optional<Path> executable() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts Chromium.
     *
     * @param profile an empty folder for Chromium's profile
     */
    static Chromium start(Path executable, Path profile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(FLAGS);
        command.addAll(List.of("--user-data-dir=" + profile, "about:blank"));
        Path log = profile.resolve("chromium.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            HttpClient http = HttpClient.newHttpClient();
            URI pages = URI.create("http://127.0.0.1:" + port(process, profile, log) + "/json/new?about:blank");
            String page = http.send(
                            HttpRequest.newBuilder(pages)
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Incoming incoming = new Incoming();
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(JSON.readTree(page)
                                    .get("webSocketDebuggerUrl")
                                    .asText()),
                            incoming)
                    .join();
            Chromium started = new Chromium(process, socket, incoming);
            started.call("Page.enable", Map.of());
            return started;
        } catch (IOException | RuntimeException broken) {
            end(process);
            throw broken;
        }
    }

    /** Shows a page in a window of this width and of the page's height. */
    void show(URI page, int width) throws IOException, InterruptedException {
        size(width, 900);
        incoming.messages.clear();
        call("Page.navigate", Map.of("url", page.toString()));
        incoming.await(message -> message.path("method").asText().equals("Page.loadEventFired"));
        size(width, evaluate("document.documentElement.scrollHeight").asInt());
    }

    /** The value of a JavaScript expression; if it is a promise, the resolved value. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    void screenshot(Path png) throws IOException, InterruptedException {
        JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(png, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    void media(String feature, String value) throws IOException, InterruptedException {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    @Override
    public void close() {
        try {
            // On a regular close, Chromium removes its files outside the profile.
            call("Browser.close", Map.of());
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException unheard) {
            // The process is killed below.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        socket.abort();
        end(process);
    }

    private void size(int width, int height) throws IOException, InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = ++lastId;
        String message = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(message, true).join();
        JsonNode answer = incoming.await(given -> given.path("id").asInt() == id);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.get("error"));
        }
        return answer.path("result");
    }

    /** The port that Chromium chose and wrote into its profile. */
    private static int port(Process process, Path profile, Path log) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + LONGEST.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
                return Integer.parseInt(Files.readAllLines(file).get(0));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new IOException("Chromium does not listen: " + Files.readString(log));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Collects complete messages. */
    private static final class Incoming implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                try {
                    messages.add(JSON.readTree(part.toString()));
                } catch (IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        JsonNode await(java.util.function.Predicate<JsonNode> wanted) throws IOException, InterruptedException {
            long end = System.nanoTime() + LONGEST.toNanos();
            for (long left = LONGEST.toNanos(); left > 0; left = end - System.nanoTime()) {
                JsonNode message = messages.poll(left, TimeUnit.NANOSECONDS);
                if (message != null && wanted.test(message)) {
                    return message;
                }
            }
            throw new IOException("Chromium did not answer within " + LONGEST);
        }
    }
}
