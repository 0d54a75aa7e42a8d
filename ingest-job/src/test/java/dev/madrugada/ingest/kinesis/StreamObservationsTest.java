package dev.madrugada.ingest.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.kinesis.stream.StreamSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamObservationsTest {
    private static final Instant NIGHT = Instant.parse("2001-01-02T02:00:00Z");

    @TempDir
    Path lake;

    private final FileObjectStore store = new FileObjectStore();
    private LakeTable raw = new LakeLayout(Path.of("").toUri()).raw("flights");

    @BeforeEach
    void emptyLake() {
        raw = new LakeLayout(lake.toUri()).raw("flights");
    }

    @Test
    void eachRunAddsAnObservation() {
        RetentionHistory first = observe(24, NIGHT, "one");
        RetentionHistory second = observe(48, NIGHT.plusSeconds(3600), "two");

        assertThat(first.now().expiredBefore()).isEqualTo(Instant.parse("2001-01-01T02:00:00Z"));
        assertThat(second.now().expiredBefore()).isEqualTo(Instant.parse("2001-01-01T03:00:00Z"));
        assertThat(store.list(raw.root()))
                .extracting(object ->
                        object.uri().getPath().substring(raw.root().getPath().length()))
                .containsExactly("_source/20010102T020000.000Z-one.json", "_source/20010102T030000.000Z-two.json");
    }

    @Test
    void anAttemptOfTheSameRunAtTheSameTimeReplacesNothing() {
        var unused = observe(24, NIGHT, "one");
        RetentionHistory again = observe(48, NIGHT, "one");

        assertThat(again.now().expiredBefore()).isEqualTo(Instant.parse("2001-01-01T02:00:00Z"));
        assertThat(store.list(raw.root())).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackDoesNotKnowTheFuture() {
        var unused = observe(24, NIGHT.plus(Duration.ofDays(400)), "later");

        assertThat(observe(48, NIGHT, "now").now().expiredBefore()).isEqualTo(NIGHT.minus(Duration.ofDays(2)));
    }

    private RetentionHistory observe(long hours, Instant at, String runId) {
        StreamSummary stream = new StreamSummary(
                Duration.ofHours(hours), "arn:aws:kinesis:eu-central-1:123456789012:stream/flights", Instant.EPOCH);
        return new StreamObservations(store, raw).observe(stream, at, runId);
    }
}
