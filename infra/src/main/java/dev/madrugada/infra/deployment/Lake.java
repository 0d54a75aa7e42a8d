package dev.madrugada.infra.deployment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lake's bucket, which also has the datasets' folders below {@code datasets/}.
 *
 * @param bucket name of an existing bucket; null makes one
 * @param key ARN of the KMS key of an existing bucket; null if S3's own keys encrypt it
 * @param prefix the lake's root in the bucket; ends with a slash
 * @param objectLockDays days for which no version of an object of a new bucket can be deleted (governance mode); null for
 *     no Object Lock
 */
public record Lake(
        @Nullable String bucket,
        @Nullable String key,
        @Nullable String prefix,
        @Nullable Integer objectLockDays) {
    public Lake {
        prefix = Objects.requireNonNullElse(prefix, "lake/");
        if (!prefix.endsWith("/") || prefix.startsWith("/")) {
            throw new IllegalArgumentException("lake.prefix must end with a slash and not begin with one: " + prefix);
        }
        if (bucket != null && objectLockDays != null) {
            throw new IllegalArgumentException("lake.object-lock-days is for a bucket that is made, not for " + bucket);
        }
        if (bucket == null && key != null) {
            throw new IllegalArgumentException(
                    "lake.key is for a bucket that exists: a new bucket has a key of its own");
        }
    }

    /** The prefix of the lake without its null. */
    public String root() {
        return Objects.requireNonNull(prefix);
    }
}
