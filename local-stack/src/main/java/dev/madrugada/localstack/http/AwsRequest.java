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

/** An HTTP request to the stack. Header names are lower case. The body can be read once. */
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

    /** The same request with its body replaced, for a caller that has read the body already. */
    public AwsRequest withBody(byte[] bytes) {
        return new AwsRequest(method, path, query, headers, new ByteArrayInputStream(bytes));
    }

    /** The value of a header, by its lower-case name; an empty string if the header is missing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Reads the body as the fields of an HTML form (application/x-www-form-urlencoded). */
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
