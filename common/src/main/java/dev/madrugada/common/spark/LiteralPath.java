package dev.madrugada.common.spark;

import java.net.URI;
import org.apache.hadoop.fs.Path;

/** Files and folders as Spark takes them, which is literally: {@code file:///a%20b} is {@code file:/a b} to it. */
final class LiteralPath {
    /** Spark's own switch for reading paths as they are, with the characters of its patterns in them. */
    static final String READ_AS_PATTERN = "__globPaths__";

    private LiteralPath() {}

    static String of(URI uri) {
        return new Path(uri).toString();
    }
}
