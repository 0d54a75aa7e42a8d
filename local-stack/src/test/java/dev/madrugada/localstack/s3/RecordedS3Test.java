package dev.madrugada.localstack.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.localstack.calls.CallLog;
import dev.madrugada.localstack.hold.Holds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

class RecordedS3Test {
    private static final String OBJECTS = "\tarn:aws:s3:::bucket/";

    @Test
    void eachOperationIsRecordedWithTheActionThatItNeeds(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("calls.tsv");
        CallLog calls = new CallLog(Optional.of(file));
        try (Holds holds = new Holds();
                LocalS3 s3 = LocalS3.start(
                        folder.resolve("s3"), List.of("bucket"), new LocalS3.Keys("plain", "secret"), holds, calls);
                S3Client role = client(s3, "madrugada-writer", "secret");
                S3Client other = client(s3, "plain", "secret")) {
            put(role, "a/put");
            put(other, "a/unrecorded");
            var got = role.getObjectAsBytes(request -> request.bucket("bucket").key("a/unrecorded"));
            assertThat(got.asUtf8String()).isEqualTo("x");
            assertThatThrownBy(() ->
                            role.headObject(request -> request.bucket("bucket").key("a/missing")))
                    .isInstanceOf(NoSuchKeyException.class);
            role.copyObject(request -> request.sourceBucket("bucket")
                    .sourceKey("a/put")
                    .destinationBucket("bucket")
                    .destinationKey("b/copy"));
            role.listObjectsV2(request -> request.bucket("bucket").prefix("a/"));
            role.headBucket(request -> request.bucket("bucket"));
            role.deleteObject(request -> request.bucket("bucket").key("a/put"));
            role.deleteObjects(request -> request.bucket("bucket")
                    .delete(Delete.builder()
                            .objects(ObjectIdentifier.builder().key("b/copy").build())
                            .build()));
            String upload = role.createMultipartUpload(
                            request -> request.bucket("bucket").key("c/parts"))
                    .uploadId();
            role.abortMultipartUpload(
                    request -> request.bucket("bucket").key("c/parts").uploadId(upload));
        }
        assertThat(Files.readAllLines(file))
                .allMatch(line -> line.startsWith("writer\t"))
                .extracting(line -> line.substring("writer\t".length()))
                .containsExactlyInAnyOrder(
                        "s3:PutObject" + OBJECTS + "a/put",
                        "s3:GetObject" + OBJECTS + "a/unrecorded",
                        "s3:GetObject" + OBJECTS + "a/missing",
                        "s3:GetObject" + OBJECTS + "a/put",
                        "s3:PutObject" + OBJECTS + "b/copy",
                        // Of s3proxy itself.
                        "s3:GetObject" + OBJECTS + "b/copy",
                        "s3:ListBucket\tarn:aws:s3:::bucket\ts3:prefix=a/",
                        "s3:ListBucket\tarn:aws:s3:::bucket",
                        "s3:DeleteObject" + OBJECTS + "a/put",
                        "s3:DeleteObject" + OBJECTS + "b/copy",
                        "s3:PutObject" + OBJECTS + "c/parts",
                        "s3:AbortMultipartUpload" + OBJECTS + "c/parts");
    }

    @Test
    void aRoleNeedsTheSecretKeyAndAnUnknownAccessKeyIsRefused(@TempDir Path folder) throws Exception {
        CallLog calls = new CallLog(Optional.of(folder.resolve("calls.tsv")));
        try (Holds holds = new Holds();
                LocalS3 s3 = LocalS3.start(
                        folder.resolve("s3"), List.of("bucket"), new LocalS3.Keys("plain", "secret"), holds, calls);
                S3Client wrong = client(s3, "madrugada-writer", "guessed");
                S3Client unknown = client(s3, "else", "secret")) {
            for (S3Client client : List.of(wrong, unknown)) {
                assertThatThrownBy(() -> put(client, "a/put"))
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                refused -> assertThat(refused.statusCode()).isEqualTo(403));
            }
        }
    }

    private static void put(S3Client client, String key) {
        client.putObject(request -> request.bucket("bucket").key(key), RequestBody.fromString("x"));
    }

    private static S3Client client(LocalS3 s3, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
