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

/** Tests that a put is retried if the server closes the connection between two requests. */
class ClosedConnectionTest {
    @BeforeEach
    void setCredentials() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    @AfterEach
    void clearCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void retriesAPutOnANewConnection() throws IOException {
        try (ConnectionClosingServer server = new ConnectionClosingServer(Set.of(2, 3));
                AwsObjectStore store = new AwsObjectStore(new AwsClients(
                        Map.of("AWS_ENDPOINT_URL_S3", server.endpoint().toString(), "AWS_REGION", "us-east-1")))) {
            for (int object = 0; object < 3; object++) {
                store.write(URI.create("s3://lake/" + object), new byte[1_000]);
            }
            assertThat(server.requests()).isEqualTo(5);
        }
    }
}
