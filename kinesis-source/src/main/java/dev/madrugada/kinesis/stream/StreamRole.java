package dev.madrugada.kinesis.stream;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A role to assume for reading, through STS and with the credentials of the process.
 *
 * @param externalId the external id that the role's trust policy requires; null if it requires none
 */
public record StreamRole(String arn, @Nullable String externalId) implements Serializable {

    /** Leaves out the external id. The external id protects the role and must not appear in logs or query plans. */
    @Override
    public String toString() {
        return arn;
    }
}
