package dev.madrugada.cli.doctor.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Checkup;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/** The settings of the lake's bucket. */
final class BucketChecks {
    private static final String BUCKET = "bucket";
    /** S3 describes its first region by no name. */
    private static final String FIRST_REGION = "us-east-1";

    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final S3Client s3;
    private final String bucket;
    private final String region;

    BucketChecks(S3Client s3, Target target) {
        this.s3 = s3;
        this.bucket = target.bucket();
        this.region = target.region();
    }

    List<Check> checks() {
        return List.of(
                Check.of(BUCKET, this::exists),
                Check.of("bucket-versioning", this::versioning).after(BUCKET),
                Check.of("bucket-encryption", this::encryption).after(BUCKET),
                Check.of("bucket-public-access", this::publicAccess).after(BUCKET),
                Check.of("bucket-tls", this::tlsOnly).after(BUCKET));
    }

    private Finding exists() {
        String location;
        try {
            location = s3.getBucketLocation(ask -> ask.bucket(bucket)).locationConstraintAsString();
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND) {
                return Finding.failed(
                        "there is no bucket " + bucket + " (" + Checkup.codeOf(refused) + ")",
                        "create it, or correct --lake");
            }
            throw refused;
        }
        String found = location == null || location.isEmpty() ? FIRST_REGION : location;
        return found.equals(region)
                ? Finding.ok(bucket + " in " + found)
                : Finding.failed(
                        bucket + " is in " + found + ", not in " + region,
                        "use a bucket of " + region + ", or run the night in " + found
                                + ": COPY of Parquet reads only the warehouse's own region");
    }

    private Finding versioning() {
        BucketVersioningStatus status =
                s3.getBucketVersioning(ask -> ask.bucket(bucket)).status();
        return status == BucketVersioningStatus.ENABLED
                ? Finding.ok("enabled")
                : Finding.warning(
                        "versioning is "
                                + (status == null ? "off" : status.toString().toLowerCase(Locale.ROOT)),
                        "enable it, with a lifecycle rule for noncurrent versions: an object that is deleted by"
                                + " mistake is lost otherwise");
    }

    private Finding encryption() {
        ServerSideEncryptionByDefault applied;
        try {
            applied = s3.getBucketEncryption(ask -> ask.bucket(bucket))
                    .serverSideEncryptionConfiguration()
                    .rules()
                    .get(0)
                    .applyServerSideEncryptionByDefault();
        } catch (S3Exception none) {
            if (none.statusCode() == NOT_FOUND) {
                return Finding.failed(
                        "the bucket has no default encryption",
                        "set SSE-KMS with a key that the roles may use, or SSE-S3");
            }
            throw none;
        }
        return Finding.ok(applied.sseAlgorithmAsString());
    }

    private Finding publicAccess() {
        String fix = "block all four kinds of public access to the bucket";
        PublicAccessBlockConfiguration blocked;
        try {
            blocked = s3.getPublicAccessBlock(ask -> ask.bucket(bucket)).publicAccessBlockConfiguration();
        } catch (S3Exception none) {
            if (none.statusCode() == NOT_FOUND) {
                return Finding.failed("public access is not blocked", fix);
            }
            throw none;
        }
        List<String> open = Stream.of(
                        blocked.blockPublicAcls() ? "" : "BlockPublicAcls",
                        blocked.ignorePublicAcls() ? "" : "IgnorePublicAcls",
                        blocked.blockPublicPolicy() ? "" : "BlockPublicPolicy",
                        blocked.restrictPublicBuckets() ? "" : "RestrictPublicBuckets")
                .filter(name -> !name.isEmpty())
                .toList();
        return open.isEmpty() ? Finding.ok("blocked") : Finding.failed("not set: " + String.join(", ", open), fix);
    }

    private Finding tlsOnly() {
        String fix =
                "add a statement to the bucket's policy that denies s3:* to everybody if aws:SecureTransport is false";
        String policy;
        try {
            policy = s3.getBucketPolicy(ask -> ask.bucket(bucket)).policy();
        } catch (S3Exception none) {
            if (none.statusCode() == NOT_FOUND) {
                return Finding.failed("the bucket has no policy, so it answers without TLS too", fix);
            }
            throw none;
        }
        return deniesPlainHttp(policy)
                ? Finding.ok("requests without TLS are denied")
                : Finding.failed("the bucket's policy does not deny requests without TLS", fix);
    }

    private static boolean deniesPlainHttp(String policy) {
        JsonNode statements;
        try {
            statements = JSON.readTree(policy).path("Statement");
        } catch (IOException broken) {
            return false;
        }
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            JsonNode secure = statement.path("Condition").path("Bool").path("aws:SecureTransport");
            if (statement.path("Effect").asText().equals("Deny")
                    && (secure.isArray() ? secure.path(0) : secure).asText().equals("false")) {
                return true;
            }
        }
        return false;
    }
}
