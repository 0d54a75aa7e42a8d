package dev.madrugada.common.failure;

import dev.madrugada.common.run.FailureLocation;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.common.run.FailureRecords;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the failure record that a stage left in one execution. Earlier executions with the same run id may have left
 * records at the same locations; a record that is older than the execution is ignored and logged. A record that cannot
 * be read is ignored and logged too, because the failure that it describes must be reported anyway.
 *
 * @param started the start of the execution as text; if it is no instant, every record counts
 */
public record RecordOfExecution(FailureRecords records, String started) {
    private static final Logger LOG = LoggerFactory.getLogger(RecordOfExecution.class);
    /** The maximum difference that is assumed between the clocks of two machines. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** The first record at these locations that is of the execution. */
    public Optional<FailureRecord> find(List<FailureLocation> locations) {
        try {
            return locations.stream()
                    .distinct()
                    .map(records::find)
                    .flatMap(Optional::stream)
                    .filter(this::isOfExecution)
                    .findFirst();
        } catch (RuntimeException unreadable) {
            LOG.warn("event=failure-record-unreadable locations={}", locations, unreadable);
            return Optional.empty();
        }
    }

    private boolean isOfExecution(FailureRecord found) {
        try {
            boolean isNew = found.failedAt().isAfter(Instant.parse(started).minus(CLOCK_SKEW));
            if (!isNew) {
                LOG.info("event=failure-record-of-an-earlier-execution failed-at={}", found.failedAt());
            }
            return isNew;
        } catch (DateTimeException startedUnknown) {
            return true;
        }
    }
}
