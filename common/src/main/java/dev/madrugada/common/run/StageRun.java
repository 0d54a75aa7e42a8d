package dev.madrugada.common.run;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stage at most once for the same inputs: it is skipped if its run record has the same identity and all recorded
 * outputs are still up to date. A run that ends well saves a run record. A run that fails keeps the earlier record; if it
 * published something, it saves a record of the failed run for people.
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

    /** Creates the run with the run id, attempt and rerun of the stage's arguments. */
    public static StageRun of(RunRecords records, StageArguments stage, Clock clock) {
        return new StageRun(records, stage.runId(), stage.rerun(), stage.attempt(), clock);
    }

    /** The run record that is current after the run, and whether the work was skipped. */
    public record Result(RunRecord runRecord, Disposition disposition) {}

    /** Whether work was done. */
    public enum Disposition {
        DONE,
        SKIPPED
    }

    /**
     * Executes the stage, or skips it.
     *
     * @throws dev.madrugada.common.error.MadrugadaException the outcome's failure, if it has one
     */
    public Result run(Stage stage) {
        StageIdentity identity = stage.identity();
        Optional<RunRecord> earlier = records.find(identity.dataset(), identity.date(), identity.stage());
        if (rerun == Rerun.IF_CHANGED
                && earlier.isPresent()
                && earlier.get().identity().equals(identity)
                && stage.areUpToDate(earlier.get().outputs())) {
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
        StageOutcome outcome = stage.execute();
        double seconds = Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0;
        RunRecord done = new RunRecord(
                RunRecord.VERSION,
                identity.stage(),
                identity.dataset(),
                identity.date(),
                runId,
                identity.inputs(),
                stage.recorded(),
                outcome.outputs(),
                outcome.counts(),
                facts(outcome),
                outcome.waiting(),
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

    /** The outcome's facts, and the attempt if it was not the first. */
    private Map<String, String> facts(StageOutcome outcome) {
        Map<String, String> facts = new TreeMap<>(outcome.facts());
        if (attempt > 1) {
            facts.put("attempt", Integer.toString(attempt));
        }
        return facts;
    }
}
