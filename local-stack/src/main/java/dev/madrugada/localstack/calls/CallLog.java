package dev.madrugada.localstack.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of roles, one line each: the role, the IAM action, the ARN of the resource, and the values of condition keys
 * as {@code key=value}, separated by tabs. A call that was made before adds no line. Thread-safe.
 *
 * <p>An access key id that begins with {@value #PREFIX} names the role of the process that signed the request. Calls with
 * other access keys are not recorded.
 */
public final class CallLog {
    /** The beginning of an access key id that names a role. */
    public static final String PREFIX = "madrugada-";

    private final Optional<Path> file;
    private final Set<String> lines = ConcurrentHashMap.newKeySet();

    /** @param file receives the lines; without one nothing is recorded */
    public CallLog(Optional<Path> file) {
        this.file = file;
    }

    /** The role that an access key id names; empty if its calls are not recorded. */
    public Optional<String> role(String accessKey) {
        return file.isPresent() && accessKey.startsWith(PREFIX)
                ? Optional.of(accessKey.substring(PREFIX.length()))
                : Optional.empty();
    }

    public void add(String role, String action, String resource) {
        add(role, action, resource, Map.of());
    }

    public void add(String role, String action, String resource, Map<String, String> conditionKeys) {
        StringBuilder line = new StringBuilder(String.join("\t", role, action, resource));
        new TreeMap<>(conditionKeys)
                .forEach((key, value) ->
                        line.append('\t').append(key).append('=').append(value));
        if (file.isPresent() && lines.add(line.toString())) {
            append(file.get(), line.append('\n').toString());
        }
    }

    private synchronized void append(Path to, String line) {
        try {
            Files.writeString(to, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
