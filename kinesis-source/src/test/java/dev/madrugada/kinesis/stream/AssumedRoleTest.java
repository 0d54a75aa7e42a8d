package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The credentials that sign the requests. One server acts as both STS and Kinesis. */
class AssumedRoleTest {

    private static final String ENDPOINT_OF_STS = "aws.endpointUrlSts";
    private static final String ASSUMED = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    private final List<String> stsRequests = new CopyOnWriteArrayList<>();
    private final List<String> accessKeys = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    AssumedRoleTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        System.setProperty(ENDPOINT_OF_STS, endpoint());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT_OF_STS);
        server.stop(0);
    }

    @Test
    void readsWithTheRoleAndItsExternalId() {
        StreamRole role = new StreamRole("arn:aws:iam::123456789012:role/reader", "dawn-1");

        try (StreamClient client = open(role)) {
            assertThat(client.summary())
                    .isEqualTo(new StreamSummary(Duration.ofDays(2), InMemoryStream.ARN, InMemoryStream.CREATED));
        }

        assertThat(stsRequests)
                .singleElement()
                .asString()
                .contains("RoleArn=arn:aws:iam::123456789012:role/reader&")
                .contains("ExternalId=dawn-1");
        assertThat(accessKeys).singleElement().asString().contains("Credential=ASSUMED/");
    }

    @Test
    void readsWithTheCredentialsOfTheProcessWithoutARole() {
        try (StreamClient client = open(null)) {
            client.summary();
        }

        assertThat(stsRequests).isEmpty();
        assertThat(accessKeys).singleElement().asString().contains("Credential=test/");
    }

    private StreamClient open(@Nullable StreamRole role) {
        return StreamClients.aws()
                .open(new StreamAccess(new StreamId("flights", null), "eu-central-1", URI.create(endpoint()), role));
    }

    private String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        String type = PageServer.CBOR;
        byte[] answer = Cbor.write(Map.of(
                "StreamDescriptionSummary",
                Map.of(
                        "RetentionPeriodHours", 48L,
                        "StreamARN", InMemoryStream.ARN,
                        "StreamCreationTimestamp", InMemoryStream.CREATED)));
        if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
            accessKeys.add(exchange.getRequestHeaders().getFirst("Authorization"));
        } else {
            stsRequests.add(URLDecoder.decode(new String(request, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            type = "text/xml";
            answer = ASSUMED.getBytes(StandardCharsets.UTF_8);
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
