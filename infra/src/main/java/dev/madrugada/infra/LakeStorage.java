package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import dev.madrugada.infra.deployment.Lake;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.constructs.Construct;

/**
 * The lake's bucket, made or existing, and the databases of the catalog.
 *
 * <p>A bucket that is made is versioned, refuses plain HTTP and public access, and encrypts with a key of its own. Old
 * versions and unfinished uploads expire. No rule expires a current version: the jobs collect what they no longer need. The
 * stack keeps bucket, key and databases when it is deleted.
 */
final class LakeStorage extends Construct {
    private static final Duration NONCURRENT = Duration.days(30);
    private static final Duration UNFINISHED_UPLOADS = Duration.days(7);
    private static final Duration ACCESS_LOGS = Duration.days(90);

    private final Lake lake;
    private final String bucket;
    private final @Nullable String keyArn;

    LakeStorage(Construct scope, Lake lake, List<Dataset> datasets) {
        super(scope, "Lake");
        this.lake = lake;
        if (lake.bucket() == null) {
            Key key = Key.Builder.create(this, "Key")
                    .description("Madrugada: the lake")
                    .enableKeyRotation(true)
                    .removalPolicy(Kept.POLICY)
                    .build();
            bucket = bucket(key).getBucketName();
            keyArn = key.getKeyArn();
        } else {
            bucket = lake.bucket();
            keyArn = lake.key();
        }
        databases(datasets);
    }

    String bucket() {
        return bucket;
    }

    /** ARN of the key that encrypts the objects; null if S3's own keys do. */
    @Nullable
    String keyArn() {
        return keyArn;
    }

    String bucketArn() {
        return Names.bucketArn(bucket);
    }

    /** The lake's root, as {@code --lake} takes it. */
    String uri() {
        return "s3://" + bucket + "/" + withoutSlash();
    }

    /** A dataset's folder, as {@code --dataset} takes it. */
    String datasetUri(String dataset) {
        return "s3://" + bucket + "/datasets/" + dataset;
    }

    /** The ARN of a part of the lake, such as {@code raw/*}. */
    String objects(String part) {
        return bucketArn() + "/" + lake.root() + part;
    }

    String datasets() {
        return bucketArn() + "/datasets/*";
    }

    /** The prefixes below which the bucket is listed. */
    List<String> listed() {
        return List.of(withoutSlash(), lake.root() + "*", "datasets/*");
    }

    String root() {
        return withoutSlash();
    }

    private String withoutSlash() {
        return lake.root().substring(0, lake.root().length() - 1);
    }

    private Bucket bucket(Key key) {
        Bucket logs = Bucket.Builder.create(this, "AccessLogs")
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .lifecycleRules(
                        List.of(LifecycleRule.builder().expiration(ACCESS_LOGS).build()))
                .removalPolicy(Kept.POLICY)
                .build();
        NagReasons.ACCESS_LOGS.on(logs);
        Bucket.Builder made = Bucket.Builder.create(this, "Bucket")
                .versioned(true)
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .serverAccessLogsBucket(logs)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .noncurrentVersionExpiration(NONCURRENT)
                        .abortIncompleteMultipartUploadAfter(UNFINISHED_UPLOADS)
                        .expiredObjectDeleteMarker(true)
                        .build()))
                .removalPolicy(Kept.POLICY);
        if (lake.objectLockDays() != null) {
            made.objectLockEnabled(true)
                    .objectLockDefaultRetention(ObjectLockRetention.governance(Duration.days(lake.objectLockDays())));
        }
        return made.build();
    }

    private void databases(List<Dataset> datasets) {
        Stream<String> names = datasets.stream()
                .map(Dataset::database)
                .filter(Objects::nonNull)
                .distinct();
        int number = 0;
        for (String name : names.toList()) {
            CfnDatabase database = CfnDatabase.Builder.create(this, "Database" + (number == 0 ? "" : number))
                    .catalogId(Aws.ACCOUNT_ID)
                    .databaseInput(CfnDatabase.DatabaseInputProperty.builder()
                            .name(name)
                            .build())
                    .build();
            database.applyRemovalPolicy(Kept.POLICY);
            number++;
        }
    }
}
