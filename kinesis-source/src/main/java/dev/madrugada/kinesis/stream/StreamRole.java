package dev.madrugada.kinesis.stream;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The role to read as, assumed by STS with the process's own credentials.
 *
 * @param externalId what the role's trust policy asks for, null if it doesn't
 */
public record StreamRole(String arn, @Nullable String externalId) implements Serializable {

    /** Without the external id, which guards the role and has no place in a log or a query plan. */
    @Override
    public String toString() {
        return arn;
    }
}
