package dev.madrugada.localstack.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDynamoDbProcessTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void itServesLoopbackAloneAndEveryAccessKey(@TempDir Path folder) throws IOException, InterruptedException {
        try (LocalDynamoDbProcess process = LocalDynamoDbProcess.start(folder)) {
            URI endpoint = process.endpoint();
            assertThat(listTables(endpoint, "madrugada-glue-runner")).isEqualTo("{\"TableNames\":[]}");

            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                    .toList();
            for (InetAddress other : others) {
                assertThatThrownBy(() -> new Socket(other, endpoint.getPort()).close())
                        .as("%s", other)
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    private static String listTables(URI endpoint, String accessKey) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header("X-Amz-Date", "20010101T000000Z")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey
                                + "/20010101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
