package dev.madrugada.common.spark;

import java.net.URI;
import org.apache.hadoop.fs.Path;

/** Converts URIs to the paths that Spark expects, which are not escaped: {@code file:///a%20b} becomes {@code file:/a b}. */
final class LiteralPath {
    /** Spark's read option that decides whether paths are glob patterns; false reads them literally. */
    static final String READ_AS_PATTERN = "__globPaths__";

    private LiteralPath() {}

    static String of(URI uri) {
        return new Path(uri).toString();
    }
}
