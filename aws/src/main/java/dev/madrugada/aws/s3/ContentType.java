package dev.madrugada.aws.s3;

import java.net.URI;
import java.util.Map;

/** The Content-Type of an object, by its file name extension, for browsers and consoles. */
final class ContentType {
    private static final String DEFAULT = "application/octet-stream";
    private static final Map<String, String> BY_EXTENSION = Map.of(
            "json", "application/json",
            "manifest", "application/json",
            "html", "text/html; charset=utf-8",
            "csv", "text/csv; charset=utf-8");

    private ContentType() {}

    static String of(URI object) {
        String path = object.getPath();
        return BY_EXTENSION.getOrDefault(path.substring(path.lastIndexOf('.') + 1), DEFAULT);
    }
}
