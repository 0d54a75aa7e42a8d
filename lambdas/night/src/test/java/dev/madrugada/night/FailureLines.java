package dev.madrugada.night;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.lake.InMemoryObjectStore;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Map;

/**
 * Runs the failure function for the state machine's tests in Node. It reads one event per line from standard input and
 * writes one answer per line to standard output. It finds no failure records, because those tests send causes in AWS's
 * wording.
 */
final class FailureLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FailureLines() {}

    public static void main(String[] args) throws IOException {
        FailureHandler handler = new FailureHandler(Map.of(), new InMemoryObjectStore(), most -> most);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        BufferedReader events = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String event = events.readLine(); event != null; event = events.readLine()) {
            out.println(MAPPER.writeValueAsString(answer(handler, event)));
        }
    }

    private static ObjectNode answer(FailureHandler handler, String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, new NoContext());
            return MAPPER.createObjectNode().set("answer", MAPPER.readTree(answer.toByteArray()));
        } catch (RuntimeException failed) {
            return MAPPER.createObjectNode()
                    .put("errorType", failed.getClass().getName())
                    .put("errorMessage", failed.getMessage());
        }
    }
}
