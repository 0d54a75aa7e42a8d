package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.StreamRefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AwsStreamClientsTest {

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));

    @Test
    void deserialisedClientsOpenAClient() throws IOException, ClassNotFoundException {
        try (LoopbackKinesis kinesis = new LoopbackKinesis(stream)) {
            StreamAccess access = deserialised(access(URI.create(kinesis.endpoint()), null));
            StreamClients clients = deserialised(StreamClients.aws());

            try (StreamClient client = clients.open(access)) {
                assertThat(client.summary())
                        .isEqualTo(new StreamSummary(Duration.ofDays(2), InMemoryStream.ARN, InMemoryStream.CREATED));
            }
            assertThat(clients).isEqualTo(StreamClients.aws());
        }
    }

    @Test
    void retriesBothKindsOfThrottling() throws IOException {
        stream.openShard("shard-0");
        try (LoopbackKinesis kinesis = new LoopbackKinesis(stream);
                StreamClient client = StreamClients.aws().open(access(URI.create(kinesis.endpoint()), null))) {
            kinesis.failNextCall("LimitExceededException");
            kinesis.failNextCall("ProvisionedThroughputExceededException");

            assertThat(client.shardsSince(Instant.EPOCH))
                    .extracting(StreamShard::id)
                    .containsExactly("shard-0");
            assertThat(client.calls()).isEqualTo(3);
        }
    }

    @Test
    void doesNotRetryARejectedCall() throws IOException {
        try (LoopbackKinesis kinesis = new LoopbackKinesis(stream);
                StreamClient client = StreamClients.aws().open(access(URI.create(kinesis.endpoint()), null))) {
            kinesis.failNextCall("AccessDeniedException");

            assertThatThrownBy(client::summary)
                    .isInstanceOf(StreamRefusedException.class)
                    .hasMessageContaining("may call DescribeStreamSummary");
            assertThat(stream.callLog()).isEmpty();
        }
    }

    @Test
    void openingAndClosingAClientWithARoleCallsNoService() {
        StreamRole role = new StreamRole("arn:aws:iam::123456789012:role/reader", "dawn-1");

        StreamClients.aws().open(access(URI.create("http://127.0.0.1:1"), role)).close();

        assertThat(access(null, role)).asString().contains("role/reader").doesNotContain("dawn-1");
    }

    private static StreamAccess access(@Nullable URI endpoint, @Nullable StreamRole role) {
        return new StreamAccess(new StreamId("flights", null), "eu-central-1", endpoint, role);
    }

    @SuppressWarnings("unchecked")
    private static <T> T deserialised(T value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
