package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.lake.Window;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.kinesis.stream.StreamSummary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stream as this run sees it. The first use describes the stream once and adds the run's observation to the lake.
 * Used by the driver's thread.
 */
final class ObservedStream {
    private final String where;
    private final Supplier<StreamSummary> described;
    private final StreamObservations observations;
    private final Clock clock;
    private final String runId;
    private @Nullable RetentionHistory history;

    /**
     * @param where the stream, for messages
     * @param described describes the stream
     */
    ObservedStream(
            String where,
            Supplier<StreamSummary> described,
            StreamObservations observations,
            Clock clock,
            String runId) {
        this.where = where;
        this.described = described;
        this.observations = observations;
        this.clock = clock;
        this.runId = runId;
    }

    /** The stream's ARN and creation time. */
    String identity() {
        return history().now().stream();
    }

    /** @throws dev.madrugada.common.error.TerminalException RecordsExpired if records of the window may have expired */
    void requireRetained(Window window) {
        RetentionHistory seen = history();
        seen.ofEarlierStream(window).ifPresent(span -> {
            throw KinesisFaults.earlierStream(where, span, seen.now()).exception();
        });
        seen.expired(window).ifPresent(span -> {
            throw KinesisFaults.expiredBefore(where, span, seen.now()).exception();
        });
    }

    /**
     * What people should know about the stream's retention, equal for all windows about which there is the same to say.
     *
     * @param window the hours that are read
     */
    List<RunWarning> warnings(Window window) {
        RetentionHistory seen = history();
        List<RunWarning> warnings = new ArrayList<>();
        if (seen.isRetentionShort()) {
            warnings.add(new RunWarning(
                    "ShortRetention",
                    where,
                    "the stream keeps records for " + seen.retention().toHours()
                            + " hours; a failed night cannot be repeated before they expire: set its retention to "
                            + RetentionHistory.RECOMMENDED.toHours() + " hours or more"));
        }
        seen.unproven(window)
                .ifPresent(unproven -> warnings.add(new RunWarning(
                        "RetentionUnproven",
                        where,
                        "nothing proves that no record that arrived before "
                                + seen.now().unprovenBefore()
                                + " had expired before the stream was first read: its retention may have been raised"
                                + " since then")));
        return warnings;
    }

    private RetentionHistory history() {
        RetentionHistory seen = history;
        if (seen == null) {
            seen = observations.observe(described.get(), clock.instant(), runId);
            history = seen;
        }
        return seen;
    }
}
