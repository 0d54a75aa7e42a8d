package dev.madrugada.common.run;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a stage's work once: a stage whose record has the same identity, and whose outputs still stand, is skipped.
 * Work that ends well leaves a record; work that fails leaves the record of before, and, if it published something, a
 * record of the failed run for people.
 */
public final class StageRun {
    private static final Logger LOG = LoggerFactory.getLogger(StageRun.class);

    private final RunRecords records;
    private final String runId;
    private final Rerun rerun;
    private final int attempt;
    private final Clock clock;

    private StageRun(RunRecords records, String runId, Rerun rerun, int attempt, Clock clock) {
        this.records = records;
        this.runId = runId;
        this.rerun = rerun;
        this.attempt = attempt;
        this.clock = clock;
    }

    /** A first attempt. */
    public StageRun(RunRecords records, String runId, Rerun rerun, Clock clock) {
        this(records, runId, rerun, 1, clock);
    }

    /** As the stage was told. */
    public static StageRun of(RunRecords records, StageArguments stage, Clock clock) {
        return new StageRun(records, stage.runId(), stage.rerun(), stage.attempt(), clock);
    }

    /** What a call came to: the record that stands now, and whether the work was skipped. */
    public record Result(RunRecord runRecord, Disposition disposition) {}

    /** Whether work was done. */
    public enum Disposition {
        DONE,
        SKIPPED
    }

    /**
     * Does the work, or finds it done.
     *
     * @param identity what decides whether the work was done already
     * @param recorded digests to keep in the record that decide nothing
     * @param isUpToDate whether an output of an earlier run is still what is published
     * @param work may be skipped; publishes its outputs itself
     * @throws dev.madrugada.common.error.MadrugadaException the outcome's failure, if it has one
     */
    public Result run(
            StageIdentity identity,
            Map<String, String> recorded,
            Predicate<StageOutcome.Output> isUpToDate,
            Supplier<StageOutcome> work) {
        Optional<RunRecord> earlier = records.find(identity.dataset(), identity.date(), identity.stage());
        if (rerun == Rerun.IF_CHANGED
                && earlier.isPresent()
                && earlier.get().identity().equals(identity)
                && earlier.get().outputs().stream().allMatch(isUpToDate)) {
            LOG.info(
                    "{} {} {}: skipped, done by run {} with the same inputs",
                    identity.stage(),
                    identity.dataset(),
                    identity.date(),
                    earlier.get().runId());
            return new Result(earlier.get(), Disposition.SKIPPED);
        }
        Instant started = clock.instant();
        long from = System.nanoTime();
        StageOutcome outcome = work.get();
        double seconds = Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0;
        RunRecord done = new RunRecord(
                RunRecord.VERSION,
                identity.stage(),
                identity.dataset(),
                identity.date(),
                runId,
                identity.inputs(),
                recorded,
                outcome.outputs(),
                outcome.counts(),
                facts(outcome),
                outcome.findings(),
                started,
                clock.instant(),
                seconds);
        if (outcome.failure() != null) {
            records.saveFailed(done);
            throw outcome.failure().exception();
        }
        records.save(done);
        return new Result(done, Disposition.DONE);
    }

    /** What it took more than one attempt to do says so. */
    private Map<String, String> facts(StageOutcome outcome) {
        Map<String, String> facts = new TreeMap<>(outcome.facts());
        if (attempt > 1) {
            facts.put("attempt", Integer.toString(attempt));
        }
        return facts;
    }
}
