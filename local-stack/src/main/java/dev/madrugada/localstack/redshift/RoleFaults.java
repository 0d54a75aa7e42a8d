package dev.madrugada.localstack.redshift;

import java.util.Map;
import java.util.Optional;

/**
 * IAM roles that make a COPY fail with Redshift's error messages, by their name in
 * {@code arn:aws:iam::<account>:role/<name>}. All other roles may read all objects.
 */
final class RoleFaults {
    private record LoadFailure(String error, int code, String context) {}

    private static final Map<String, LoadFailure> BY_NAME = Map.of(
            "not-attached",
            new LoadFailure(
                    "User arn:aws:redshift:us-east-1:000000000000:dbuser:local/awsuser is not authorized to assume IAM Role",
                    8001,
                    "IAM Role=not-attached"),
            "no-manifest",
            new LoadFailure("COPY with MANIFEST parameter requires full path of an S3 object.", 8001, ""),
            "no-access",
            scan(15007, "Error: HTTP response error code: 403 Message: AccessDenied Access Denied"),
            "throttled",
            scan(15001, "Error: HTTP response error code: 503 Message: SlowDown Please reduce your request rate."),
            "odd-value",
            scan(
                    15001,
                    "The length of the data column city is longer than the length defined in the table. Table: 8, Data: 12"));

    private RoleFaults() {}

    static Optional<SqlFailure> of(String role) {
        return Optional.ofNullable(BY_NAME.get(role.substring(role.lastIndexOf('/') + 1)))
                .map(output -> SqlFailure.load(output.error(), output.code(), output.context()));
    }

    private static LoadFailure scan(int code, String context) {
        return new LoadFailure(SqlFailure.SCAN, code, context);
    }
}
