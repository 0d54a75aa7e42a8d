package dev.madrugada.night.failure;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.night.machine.NightStage;
import java.util.Optional;

/**
 * Decides whether the night continues after a failure, at which stage, and after which pause. Pauses are random, with a
 * maximum that doubles with each retry (full jitter).
 */
final class RetryPolicy {
    static final int MOST_RETRIES = 4;
    static final int MOST_DEATHS = 2;
    static final int MOST_ROUNDS = 3;
    private static final int FIRST_CEILING_SECONDS = 60;

    private final Jitter jitter;

    RetryPolicy(Jitter jitter) {
        this.jitter = jitter;
    }

    /** The next attempt. */
    record Retry(NightStage stage, int pause, Attempts attempts, Counters counters) {}

    /** The next attempt; empty if the night ends. */
    Optional<Retry> retry(NightStage stage, Diagnosis diagnosis, Attempts attempts, Counters counters) {
        return switch (diagnosis.course()) {
            case OVER -> Optional.empty();
            case DIED ->
                counters.deaths() < MOST_DEATHS
                        ? Optional.of(inPlace(stage, attempts, counters, counters.afterDeath()))
                        : Optional.empty();
            case BY_CATEGORY -> byCategory(stage, diagnosis, attempts, counters);
        };
    }

    private Optional<Retry> byCategory(NightStage stage, Diagnosis diagnosis, Attempts attempts, Counters counters) {
        if (!diagnosis.category().isRetried()) {
            return Optional.empty();
        }
        if (diagnosis.code().equals(ErrorCode.PublicationConflict.name()) && stage.restartsAtIngest()) {
            return counters.rounds() < MOST_ROUNDS
                    ? Optional.of(new Retry(
                            NightStage.INGEST,
                            wait(counters.rounds()),
                            attempts.again(NightStage.INGEST, stage),
                            counters.afterRound()))
                    : Optional.empty();
        }
        return counters.retries() < MOST_RETRIES
                ? Optional.of(inPlace(stage, attempts, counters, counters.afterRetry()))
                : Optional.empty();
    }

    private Retry inPlace(NightStage stage, Attempts attempts, Counters counters, Counters after) {
        return new Retry(stage, wait(counters.retries() + counters.deaths()), attempts.again(stage, stage), after);
    }

    private int wait(int retriesBefore) {
        return jitter.seconds(FIRST_CEILING_SECONDS << retriesBefore);
    }
}
