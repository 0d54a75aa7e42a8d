package dev.madrugada.report;

import com.amazonaws.services.lambda.runtime.Context;
import dev.madrugada.warehouse.SessionSettings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that the report may spend on the warehouse, in all sessions together: for the ledger, which another load may
 * lock, and for the query. The warehouse cancels what goes beyond it, before the function or its state is stopped.
 */
final class TimeBudget {
    /**
     * Below the report's limit in the state machine's table of stages by two minutes: a minute until the driver gives up a
     * server that does not answer, a minute for the page and the mail.
     */
    static final Duration LONGEST = Duration.ofMinutes(8);

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final long end;

    private TimeBudget(LongSupplier nanos, Duration length) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + length.toNanos();
    }

    /** Begins now. A function with a short timeout of its own keeps a quarter of it for the page and the mail. */
    static TimeBudget of(Context context) {
        return of(Duration.ofMillis(context.getRemainingTimeInMillis()), System::nanoTime);
    }

    static TimeBudget of(Duration remaining, LongSupplier nanos) {
        Duration most = remaining.multipliedBy(3).dividedBy(4);
        return new TimeBudget(nanos, most.compareTo(LONGEST) < 0 ? most : LONGEST);
    }

    /**
     * The settings of a session that is opened now and runs one statement that may take long.
     *
     * @throws dev.madrugada.common.error.RetryableException WarehouseUnavailable if no time is left
     */
    SessionSettings session(String runId) {
        Duration left = Duration.ofNanos(end - nanos.getAsLong());
        if (left.toSeconds() < 2) {
            throw ReportFaults.noTimeLeft().exception();
        }
        Duration connect = left.dividedBy(2).compareTo(LONGEST_CONNECT) < 0 ? left.dividedBy(2) : LONGEST_CONNECT;
        return new SessionSettings("madrugada-report/" + runId, connect, left.minus(connect));
    }
}
