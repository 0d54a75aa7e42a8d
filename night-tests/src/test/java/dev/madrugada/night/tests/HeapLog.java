package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log of the collections of a JVM's heap, which a JVM writes that is started with {@link #option}. */
record HeapLog(Path file) {
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    /** The JVM's option. */
    String option() {
        return "-Xlog:gc:file=" + file + "::filecount=0";
    }

    /** The most megabytes that were in use before a collection, garbage included; 0 if nothing was collected. */
    int peakMegabytes() throws IOException {
        return greatest(1);
    }

    /** The most megabytes that were in use after a collection. */
    int liveMegabytes() throws IOException {
        return greatest(2);
    }

    private int greatest(int group) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToInt(found -> Integer.parseInt(found.group(group)))
                    .max()
                    .orElse(0);
        }
    }
}
