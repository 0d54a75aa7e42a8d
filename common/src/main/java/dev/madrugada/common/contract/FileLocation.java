package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of a dataset lie: a URI with {@code s3:} or {@code file:} whose path may have the placeholders
 * {@code {yyyy}}, {@code {MM}}, {@code {dd}} and {@code {HH}}, and after them the wildcards {@code *}, {@code **} and
 * {@code ?}. The text is not escaped as a URI: a blank is a blank.
 *
 * @param text ends in a slash if the location is everything below a folder
 */
public record FileLocation(String text) implements Serializable {
    private static final String SCHEME = "(?s)(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|file://)/.*";
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final List<String> OF_DAY = List.of("yyyy", "MM", "dd");
    private static final String HOUR = "HH";

    /**
     * Parses a location.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static FileLocation parse(String text) {
        if (!text.matches(SCHEME)) {
            throw new IllegalArgumentException("it is not a URI such as s3://bucket/folder/ or file:///folder/");
        }
        Set<String> found = new LinkedHashSet<>();
        Matcher braces = BRACES.matcher(text);
        int afterLast = 0;
        while (braces.find()) {
            found.add(braces.group(1));
            afterLast = braces.end();
        }
        requirePlaceholders(text, found);
        if (text.substring(0, afterLast).matches("(?s).*[*?].*")) {
            throw new IllegalArgumentException(
                    "a wildcard stands before a placeholder, so each hour would list the files of all hours");
        }
        return new FileLocation(text);
    }

    private static void requirePlaceholders(String text, Set<String> found) {
        Set<String> unknown = new LinkedHashSet<>(found);
        unknown.removeAll(OF_DAY);
        unknown.remove(HOUR);
        if (!unknown.isEmpty() || BRACES.matcher(text).replaceAll("").matches("(?s).*[{}].*")) {
            throw new IllegalArgumentException(
                    "its placeholders are {yyyy}, {MM}, {dd} and {HH}, and there are others");
        }
        if (!found.isEmpty() && !found.containsAll(OF_DAY)) {
            throw new IllegalArgumentException("a day needs all of {yyyy}, {MM} and {dd}");
        }
    }

    /** Whether the path gives the day of a file, or the hour. */
    public boolean hasPlaceholders() {
        return text.contains("{");
    }

    /** Whether the path gives the hour of a file. */
    public boolean isHourly() {
        return text.contains("{" + HOUR + "}");
    }

    /** The folder that contains all files: the part before the first placeholder or wildcard, up to its last slash. */
    public String root() {
        String literal = text.split("[{*?]", 2)[0];
        return literal.substring(0, literal.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
