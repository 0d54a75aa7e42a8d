package dev.madrugada.infra.deployment;

import java.util.Map;
import java.util.Objects;

/**
 * Where the package of {@code scripts/madrugada package} was uploaded.
 *
 * @param prefix ends with a slash
 * @param files names below the prefix, by the files' names in the package, such as {@code jars/night-all.jar}; a file that is
 *     missing has its name of the package. A file's key must change with its content, by its name or by the prefix, because
 *     CloudFormation updates a function only if the key of its JAR changes
 */
public record Artifacts(String bucket, String prefix, Map<String, String> files) {
    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Artifacts {
        Objects.requireNonNull(bucket, "artifacts.bucket is missing");
        Objects.requireNonNull(prefix, "artifacts.prefix is missing");
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    /** The key of a file of the package. */
    public String key(String file) {
        return prefix + files.getOrDefault(file, file);
    }

    public String uri(String file) {
        return "s3://" + bucket + "/" + key(file);
    }
}
