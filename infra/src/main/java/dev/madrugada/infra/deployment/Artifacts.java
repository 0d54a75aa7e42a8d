package dev.madrugada.infra.deployment;

import java.util.Objects;

/**
 * Where the package of {@code scripts/madrugada package} was uploaded.
 *
 * @param prefix ends with a slash. It must change with the package, because CloudFormation updates a function only if the
 *     key of its JAR changes
 */
public record Artifacts(String bucket, String prefix) {
    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Artifacts {
        Objects.requireNonNull(bucket, "artifacts.bucket is missing");
        Objects.requireNonNull(prefix, "artifacts.prefix is missing");
    }

    public String uri(String file) {
        return "s3://" + bucket + "/" + prefix + file;
    }
}
