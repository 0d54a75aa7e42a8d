package dev.madrugada.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that the server closes between two requests is nobody's failure. */
class CutConnectionTest {
    @BeforeEach
    void giveCredentials() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    @AfterEach
    void takeThemBack() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void putIsTriedAgainOnANewConnection() throws IOException {
        try (CuttingServer server = new CuttingServer(Set.of(2, 3));
                AwsObjectStore store = new AwsObjectStore(new AwsClients(
                        Map.of("AWS_ENDPOINT_URL_S3", server.endpoint().toString(), "AWS_REGION", "us-east-1")))) {
            for (int object = 0; object < 3; object++) {
                store.write(URI.create("s3://lake/" + object), new byte[1_000]);
            }
            assertThat(server.requests()).isEqualTo(5);
        }
    }
}
