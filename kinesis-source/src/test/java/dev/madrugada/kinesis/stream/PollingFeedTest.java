package dev.madrugada.kinesis.stream;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A feed that calls Kinesis through the AWS SDK keeps its position after expired iterators and failed calls. */
class PollingFeedTest {

    private static final Instant FROM = Instant.parse("2001-01-01T10:00:00Z");

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));
    private final LoopbackKinesis kinesis;
    private final StreamClient client;
    private final ShardFeed feed;

    PollingFeedTest() throws IOException {
        kinesis = new LoopbackKinesis(stream);
        client = StreamClients.aws()
                .open(new StreamAccess(
                        new StreamId("flights", null), "eu-central-1", URI.create(kinesis.endpoint()), null));
        feed = client.feed("shard-0", FROM);
        stream.closedShard("shard-0", FROM.plusSeconds(9))
                .page(record("1", "2001-01-01T10:00:00Z"), record("2", "2001-01-01T10:00:01Z"))
                .page()
                .page(record("3", "2001-01-01T10:00:02Z"));
    }

    @AfterEach
    void stop() {
        client.close();
        kinesis.close();
    }

    @Test
    void continuesAfterTheLastRecordIfTheIteratorHasExpired() {
        assertThat(next(1)).containsExactly("1");
        kinesis.failNextCall("GetRecords", "ExpiredIteratorException");

        assertThat(next(10)).containsExactly("2");
        assertThat(stream.callLog()).contains("iteratorAfter shard-0 1");
    }

    @Test
    void restartsIfTheIteratorExpiresBeforeTheFirstRecord() {
        kinesis.failNextCall("GetRecords", "ExpiredIteratorException");

        assertThat(next(10)).containsExactly("1", "2");
        assertThat(stream.callLog().stream().filter(call -> call.startsWith("iteratorAt")))
                .hasSize(2);
    }

    @Test
    void continuesAfterTheLastRecordIfAnIteratorExpiresAfterEmptyPages() {
        assertThat(next(10)).containsExactly("1", "2");
        assertThat(next(10)).isEmpty();
        kinesis.failNextCall("GetRecords", "ExpiredIteratorException");

        assertThat(next(10)).isEmpty();
        assertThat(next(10)).isEmpty();
        assertThat(next(10)).containsExactly("3");
    }

    @Test
    void keepsItsPositionAfterAnyFailure() {
        assertThat(next(1)).containsExactly("1");
        kinesis.failNextCall("GetRecords", "ProvisionedThroughputExceededException");
        kinesis.failNextCall("GetRecords", "InternalFailure");
        kinesis.failNextCall("GetRecords", "ExpiredIteratorException");
        kinesis.failNextCall("GetShardIterator", "ProvisionedThroughputExceededException");

        assertThatThrownBy(() -> next(10)).isInstanceOf(StreamThrottledException.class);
        assertThatThrownBy(() -> next(10)).isInstanceOf(StreamUnavailableException.class);
        assertThatThrownBy(() -> next(10)).isInstanceOf(StreamThrottledException.class);
        assertThat(next(10)).containsExactly("2");
    }

    @Test
    void pausesOnlyAfterThrottling() {
        assertThat(next(1)).hasSize(1);
        assertThat(feed.pause()).isZero();
        kinesis.failNextCall("GetRecords", "ProvisionedThroughputExceededException");

        assertThatThrownBy(() -> next(10)).isInstanceOf(StreamThrottledException.class);
        assertThat(feed.pause()).isPositive();
    }

    @Test
    void countsEveryCall() {
        kinesis.failNextCall("GetRecords", "ExpiredIteratorException");
        next(10);

        assertThat(client.calls()).isEqualTo(4);
    }

    @Test
    void distinguishesAMissingShardFromAMissingStream() {
        ShardFeed gone = client.feed("shard-9", FROM);

        assertThatThrownBy(() -> gone.next(1)).isInstanceOf(ShardGoneException.class);
        kinesis.failNextCall("GetShardIterator", "ResourceNotFoundException");
        kinesis.failNextCall("DescribeStreamSummary", "ResourceNotFoundException");
        assertThatThrownBy(() -> gone.next(1)).isInstanceOf(StreamRefusedException.class);
    }

    @Test
    void reportsAShardThatVanishesDuringTheRead() {
        assertThat(next(1)).containsExactly("1");
        kinesis.failNextCall("GetRecords", "ResourceNotFoundException");
        assertThatThrownBy(() -> next(1)).isInstanceOf(ShardGoneException.class).hasMessage("shard-0");

        kinesis.failNextCall("GetRecords", "ResourceNotFoundException");
        kinesis.failNextCall("DescribeStreamSummary", "ResourceNotFoundException");
        assertThatThrownBy(() -> next(1)).isInstanceOf(StreamRefusedException.class);
    }

    @Test
    void hasNoPageAfterTheLast() {
        next(10);
        next(10);
        assertThat(next(10)).containsExactly("3");

        assertThatThrownBy(() -> next(10)).isInstanceOf(IllegalStateException.class);
    }

    private List<String> next(int maxRecords) {
        return feed.next(maxRecords).records().stream()
                .map(StreamRecord::sequenceNumber)
                .toList();
    }
}
