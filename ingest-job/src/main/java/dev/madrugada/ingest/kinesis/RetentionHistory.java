package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.lake.Window;
import dev.madrugada.kinesis.stream.StreamSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which records of a stream may have expired for good, as far as the runs' observations show. The retention of now says
 * nothing about what had expired before it was raised: a record that expired does not come back.
 *
 * <p>Between two observations the retention is taken to be one of the two, so records that arrived before the later
 * observation minus the shorter retention may have expired. A retention that was lowered and raised again between two
 * observations is not seen. Before the first observation the retention may have been Kinesis's minimum.
 *
 * @param now the observation of this run
 */
record RetentionHistory(StreamObservation now) {
    /** A stream that a night reads at 02:00 has lost the first hours of the day if it keeps less. */
    static final Duration RECOMMENDED = Duration.ofDays(2);

    /**
     * The shortest retention that a stream can have.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html">
     *     DecreaseStreamRetentionPeriod</a>
     */
    private static final Duration MINIMUM = Duration.ofDays(1);

    /**
     * Adds an observation to earlier ones.
     *
     * @param earlier the latest observations at {@code at} or before, in any order; each contains what the ones before it
     *     show
     */
    static RetentionHistory of(List<StreamObservation> earlier, StreamSummary stream, Instant at, String runId) {
        List<StreamObservation> ofStream = earlier.stream()
                .filter(seen -> seen.stream().equals(stream.identity()))
                .toList();
        Optional<Instant> latest = ofStream.stream().map(StreamObservation::at).max(Comparator.naturalOrder());
        Duration shortest = ofStream.stream()
                .filter(seen -> latest.equals(Optional.of(seen.at())))
                .map(seen -> Duration.ofHours(seen.retentionHours()))
                .reduce(stream.retention(), RetentionHistory::shorter);
        Instant expiredBefore = ofStream.stream()
                .map(StreamObservation::expiredBefore)
                .reduce(at.minus(shortest), RetentionHistory::later);
        Instant unprovenBefore = ofStream.stream()
                .map(StreamObservation::unprovenBefore)
                .min(Comparator.naturalOrder())
                .orElse(at.minus(MINIMUM));
        return new RetentionHistory(new StreamObservation(
                StreamObservation.VERSION,
                stream.identity(),
                stream.arn(),
                stream.created(),
                stream.retention().toHours(),
                at,
                runId,
                expiredBefore,
                unprovenBefore,
                earlierStreamSeen(earlier, stream).orElse(null)));
    }

    private static Optional<Instant> earlierStreamSeen(List<StreamObservation> earlier, StreamSummary stream) {
        return earlier.stream()
                .filter(seen -> seen.arn().equals(stream.arn()))
                .flatMap(seen -> seen.stream().equals(stream.identity())
                        ? Stream.ofNullable(seen.earlierStreamSeen())
                        : Stream.of(seen.at()))
                .max(Comparator.naturalOrder());
    }

    /**
     * The part of the window whose records may have expired for good: those that the observations show, and those of an
     * earlier stream of the same name. Empty if none.
     */
    Optional<Window> expired(Window window) {
        return before(window, now.expiredBefore()).or(() -> ofEarlierStream(window));
    }

    /** The part of the window whose records an earlier stream took, which was deleted. */
    Optional<Window> ofEarlierStream(Window window) {
        Instant seen = now.earlierStreamSeen();
        return seen == null || seen.isBefore(window.start()) ? Optional.empty() : before(window, now.created());
    }

    /**
     * The part of the window whose records may have expired before the stream's first observation. No observation proves
     * that they did, or that they did not. Empty if none.
     */
    Optional<Window> unproven(Window window) {
        Instant from = later(window.start(), later(now.created(), now.expiredBefore()));
        return from.isBefore(window.end())
                ? before(new Window(from, window.end()), now.unprovenBefore())
                : Optional.empty();
    }

    Duration retention() {
        return Duration.ofHours(now.retentionHours());
    }

    boolean isRetentionShort() {
        return retention().compareTo(RECOMMENDED) < 0;
    }

    private static Optional<Window> before(Window window, Instant horizon) {
        if (!window.start().isBefore(horizon)) {
            return Optional.empty();
        }
        return Optional.of(new Window(window.start(), horizon.isBefore(window.end()) ? horizon : window.end()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
