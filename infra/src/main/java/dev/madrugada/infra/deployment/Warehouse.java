package dev.madrugada.infra.deployment;

import org.jspecify.annotations.Nullable;

/**
 * The Redshift cluster or Serverless workgroup.
 *
 * @param secret complete ARN of the secret with the login; null makes a Serverless namespace and workgroup
 * @param secretKey ARN of the secret's KMS key; null if it has the key of AWS
 * @param host the address, if the secret has none
 * @param port the port, if the secret has none
 * @param database the database, if the secret has none; {@code dev} in a namespace that is made
 * @param copyRole ARN of the role of COPY; null makes one, which is to be attached to an existing cluster or namespace
 */
public record Warehouse(
        @Nullable String secret,
        @Nullable String secretKey,
        @Nullable String host,
        @Nullable String port,
        @Nullable String database,
        @Nullable String copyRole) {
    public Warehouse {
        if (secret == null && (host != null || port != null || secretKey != null)) {
            throw new IllegalArgumentException(
                    "warehouse has an address but no secret: name the secret, or leave out all to make a workgroup");
        }
    }
}
