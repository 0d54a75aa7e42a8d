package dev.madrugada.common.arguments;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Reads a folder's URI from an argument: {@code s3:}, or {@code file:} with three slashes. The result always ends in a
 * slash, so that names resolve below the folder. All {@code file:} URIs are escaped in the same way, so that equal
 * folders have equal URIs.
 */
public final class FolderUri {
    private static final String FORM = "must be a URI such as s3://bucket/folder or file:///folder";

    private FolderUri() {}

    /** Parses a URI; throws an IllegalArgumentException whose message says what is wrong and what to write instead. */
    public static URI parse(String text) {
        String folder = text.endsWith("/") ? text : text + "/";
        URI uri = read(folder);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM + ": a '?' or '#' of a folder's name is written %3F or %23");
        }
        return switch (String.valueOf(uri.getScheme())) {
            case "s3" -> ofBucket(uri);
            case "file" -> ofFiles(uri);
            default -> throw unreadable(folder);
        };
    }

    /** The URI of a folder on this machine. */
    public static URI of(Path folder) {
        String path = folder.toAbsolutePath().toString();
        return file(path.endsWith("/") ? path : path + "/");
    }

    /** As {@link #parse}, but refuses escapes in an S3 URI, because Redshift and the catalog take the URI literally. */
    public static URI parseLake(String text) {
        URI uri = parse(text);
        if ("s3".equals(uri.getScheme()) && uri.getRawPath().contains("%")) {
            throw new IllegalArgumentException(
                    "has an escape, which Redshift would take literally: give a folder whose name needs none");
        }
        return uri;
    }

    private static URI read(String folder) {
        try {
            return new URI(folder);
        } catch (URISyntaxException wrong) {
            throw unreadable(folder);
        }
    }

    private static URI ofBucket(URI uri) {
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(FORM);
        }
        return uri;
    }

    private static URI ofFiles(URI uri) {
        String path = uri.getPath();
        if (path == null || uri.getRawAuthority() != null) {
            throw new IllegalArgumentException(FORM + ", where file: has three slashes");
        }
        return file(path);
    }

    /**
     * A plain path is refused, because on a cluster each machine would read its own folder. The message shows the URI.
     */
    private static IllegalArgumentException unreadable(String folder) {
        String path = folder.replaceFirst("^file:/*", "/");
        return new IllegalArgumentException(path.startsWith("/") ? FORM + ", for this folder " + file(path) : FORM);
    }

    private static URI file(String path) {
        try {
            return new URI("file", "", path, null, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(FORM, impossible);
        }
    }
}
