package dev.madrugada.aws.s3;

import java.net.URI;
import java.util.Map;

/** What a browser or a console is told about an object, by the ending of its name; S3 itself does not care. */
final class ContentType {
    private static final String OTHER = "application/octet-stream";
    private static final Map<String, String> BY_ENDING = Map.of(
            "json", "application/json",
            "manifest", "application/json",
            "html", "text/html; charset=utf-8",
            "csv", "text/csv; charset=utf-8");

    private ContentType() {}

    static String of(URI object) {
        String path = object.getPath();
        return BY_ENDING.getOrDefault(path.substring(path.lastIndexOf('.') + 1), OTHER);
    }
}
