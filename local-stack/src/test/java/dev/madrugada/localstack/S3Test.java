package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@ExtendWith(SharedStack.class)
class S3Test {
    private static final String BUCKET = "madrugada";

    private static void put(S3Client s3, String key, String content) {
        var unused = s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    @Test
    void putsListsGetsAndDeletes(Clients clients, Path folder) throws IOException {
        try (S3Client s3 = clients.s3()) {
            put(s3, "basic/dt=2001-01-01/a b.txt", "one");
            put(s3, "basic/dt=2001-01-02/b.txt", "two");

            assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("basic/"))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactly("basic/dt=2001-01-01/a b.txt", "basic/dt=2001-01-02/b.txt");
            assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("basic/dt=2001-01-01/a b.txt"))
                            .asUtf8String())
                    .isEqualTo("one");
            assertThat(Files.readString(folder.resolve("state/s3/madrugada/basic/dt=2001-01-02/b.txt")))
                    .isEqualTo("two");

            List<ObjectIdentifier> both = List.of(
                    ObjectIdentifier.builder()
                            .key("basic/dt=2001-01-01/a b.txt")
                            .build(),
                    ObjectIdentifier.builder().key("basic/dt=2001-01-02/b.txt").build());
            assertThat(s3.deleteObjects(delete -> delete.bucket(BUCKET)
                                    .delete(Delete.builder().objects(both).build()))
                            .errors())
                    .isEmpty();
            assertThatThrownBy(() -> s3.headObject(head -> head.bucket(BUCKET).key("basic/dt=2001-01-02/b.txt")))
                    .isInstanceOf(NoSuchKeyException.class);
        }
    }

    @Test
    void rejectsAConditionalPutOfAnExistingObject(Clients clients) {
        try (S3Client s3 = clients.s3()) {
            put(s3, "once/manifest.json", "first");

            assertThatThrownBy(() -> s3.putObject(
                            put -> put.bucket(BUCKET).key("once/manifest.json").ifNoneMatch("*"),
                            RequestBody.fromString("second")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
            assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("once/manifest.json"))
                            .asUtf8String())
                    .isEqualTo("first");
        }
    }

    @Test
    void servesAPresignedUrl(Clients clients) throws IOException {
        try (S3Client s3 = clients.s3();
                S3Presigner presigner = clients.presigner()) {
            put(s3, "reports/report.html", "<p>good morning</p>");
            var url = presigner
                    .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(get -> get.bucket(BUCKET).key("reports/report.html")))
                    .url();

            assertThat(new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("<p>good morning</p>");

            HttpURLConnection forged = (HttpURLConnection) java.net
                    .URI
                    .create(url.toString().replace("report.html", "other.html"))
                    .toURL()
                    .openConnection();
            assertThat(forged.getResponseCode()).isEqualTo(403);
        }
    }

    @Test
    void rejectsUnsignedRequests(Clients clients) {
        try (S3Client s3 = clients.s3()) {
            put(s3, "private/x", "not for everyone");
        }
        try (S3Client anonymous = S3Client.builder()
                .endpointOverride(clients.endpoints().s3())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            assertThatThrownBy(() ->
                            anonymous.getObjectAsBytes(get -> get.bucket(BUCKET).key("private/x")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }
}
