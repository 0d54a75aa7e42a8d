package dev.madrugada.report;

import com.amazonaws.services.lambda.runtime.Context;
import dev.madrugada.warehouse.SessionSettings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that the report may spend in the warehouse. All sessions share it: the one that reads the ledger, which a
 * load of another dataset may lock, and the one that runs the query. The warehouse cancels a statement that exceeds it,
 * before the Lambda or the state reaches its own timeout.
 */
final class TimeBudget {
    /**
     * The maximum: two minutes less than the report's limit in the state machine's table of stages. One minute is for the
     * driver's own timeout when the server does not respond, and one minute for the page and the mail.
     */
    static final Duration MAX_LENGTH = Duration.ofMinutes(8);

    private static final Duration MAX_CONNECT = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final long end;

    private TimeBudget(LongSupplier nanos, Duration length) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + length.toNanos();
    }

    /**
     * A budget that starts now. It is at most three quarters of the Lambda's remaining time, so that a quarter is left
     * for the page and the mail.
     */
    static TimeBudget of(Context context) {
        return of(Duration.ofMillis(context.getRemainingTimeInMillis()), System::nanoTime);
    }

    static TimeBudget of(Duration remaining, LongSupplier nanos) {
        Duration available = remaining.multipliedBy(3).dividedBy(4);
        return new TimeBudget(nanos, available.compareTo(MAX_LENGTH) < 0 ? available : MAX_LENGTH);
    }

    /**
     * The settings of a session that is opened now and runs one long statement. Its timeouts use the rest of the
     * budget.
     *
     * @throws dev.madrugada.common.error.RetryableException WarehouseUnavailable if less than two seconds are left
     */
    SessionSettings session(String runId) {
        Duration left = Duration.ofNanos(end - nanos.getAsLong());
        if (left.toSeconds() < 2) {
            throw ReportFaults.noTimeLeft().exception();
        }
        Duration connect = left.dividedBy(2).compareTo(MAX_CONNECT) < 0 ? left.dividedBy(2) : MAX_CONNECT;
        return new SessionSettings("madrugada-report/" + runId, connect, left.minus(connect));
    }
}
