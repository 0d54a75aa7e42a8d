package dev.madrugada.localstack.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as the front took it; the body can be read once. */
public record AwsRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, InputStream body) {

    static AwsRequest of(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new AwsRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                form(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
                headers,
                exchange.getRequestBody());
    }

    /** The same request with this body, for who had to read it first. */
    public AwsRequest withBody(byte[] bytes) {
        return new AwsRequest(method, path, query, headers, new ByteArrayInputStream(bytes));
    }

    /** A header by its lower-case name; empty if it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body as the fields of a form. */
    public Map<String, String> form() throws IOException {
        return form(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
