package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.lake.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Calls a handler as Lambda does, and provides the example dataset and the JSON fixtures. */
final class Exchange {
    static final URI DATASET = URI.create("s3://bucket/datasets/flights/");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Exchange() {}

    /** The only night in plan's answer. */
    static JsonNode planned(RequestStreamHandler plan, String event) {
        JsonNode nights = call(plan, event).path("nights");
        assertThat(nights).hasSize(1);
        return nights.path(0);
    }

    static JsonNode call(RequestStreamHandler handler, String event) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, new NoContext());
            return MAPPER.readTree(answer.toByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String fixture(String name) {
        try (InputStream in = Objects.requireNonNull(Exchange.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void putFlights(ObjectStore store) {
        try (Stream<Path> files = Files.list(Path.of("..", "..", "datasets", "flights"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                store.write(DATASET.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
