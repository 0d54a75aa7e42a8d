package dev.madrugada.ingest.files;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which objects a location means: {@code *} is any part of a name, {@code **} any part of a path, {@code ?} one
 * character, and a slash at the end everything below the folder. Placeholders are any digits.
 *
 * @param prefix what the URI of every object begins with
 * @param folder the folder below which names with {@code _} or {@code .} are left out
 * @param path what the path of an object matches
 */
record FilePattern(URI prefix, URI folder, Pattern path) {
    private static final Pattern PART =
            Pattern.compile("(\\*\\*/)|(\\*\\*)|(\\*)|(\\?)|(\\{[^}]*})|([^*?{]+)", Pattern.DOTALL);
    private static final Pattern URI_PARTS = Pattern.compile("(s3|file)://([^/]*)(/.*)", Pattern.DOTALL);

    /** @param text a location of a contract, whose placeholders may be filled in */
    static FilePattern of(String text) {
        Matcher parts = URI_PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a location of files: " + text);
        }
        String path = parts.group(3);
        String literal = path.split("[{*?]", 2)[0];
        String folder = literal.substring(0, literal.lastIndexOf('/') + 1);
        return new FilePattern(
                uri(parts.group(1), parts.group(2), literal),
                uri(parts.group(1), parts.group(2), folder),
                Pattern.compile(regex(path), Pattern.DOTALL));
    }

    /** Whether the object's path matches, and it is in the same bucket or file system. */
    boolean matches(URI object) {
        return Objects.equals(object.getScheme(), prefix.getScheme())
                && Objects.equals(object.getHost(), prefix.getHost())
                && path.matcher(object.getPath()).matches();
    }

    private static String regex(String path) {
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(path);
        while (part.find()) {
            if (part.group(1) != null) {
                regex.append("(.*/)?");
            } else if (part.group(2) != null) {
                regex.append(".*");
            } else if (part.group(3) != null) {
                regex.append("[^/]*");
            } else if (part.group(4) != null) {
                regex.append("[^/]");
            } else if (part.group(5) != null) {
                regex.append("[0-9]+");
            } else {
                regex.append(Pattern.quote(part.group(6)));
            }
        }
        return path.endsWith("/") ? regex + ".*[^/]" : regex.toString();
    }

    private static URI uri(String scheme, String host, String path) {
        try {
            return new URI(scheme, host.isEmpty() ? null : host, path, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
