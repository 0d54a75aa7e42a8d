package dev.madrugada.cli.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file of the package under a name that contains its content's digest, so that an object of this name has this content.
 *
 * @param file the name in the package, such as {@code jars/night-all.jar}
 * @param path the file
 * @param name the name below the prefix in the bucket, such as {@code jars/night-all-0123456789abcdef.jar}
 */
record Artifact(String file, Path path, String name) {
    private static final int DIGITS = 16;

    /** The files that jobs and functions are made of. */
    static List<Artifact> of(Path folder, Map<String, String> sums) {
        return sums.entrySet().stream()
                .filter(sum -> sum.getKey().startsWith("jars/") || sum.getKey().equals("placeholder.scala"))
                .map(sum ->
                        new Artifact(sum.getKey(), folder.resolve(sum.getKey()), named(sum.getKey(), sum.getValue())))
                .toList();
    }

    /** A file's name with the first digits of a SHA-256 before its extension. */
    static String named(String file, String sha256) {
        int dot = file.lastIndexOf('.');
        return file.substring(0, dot) + "-" + sha256.substring(0, DIGITS) + file.substring(dot);
    }
}
