package dev.madrugada.common.run;

import java.util.List;
import java.util.Map;

/**
 * One stage of one night: what its result depends on, whether an earlier result is still what is published, and the
 * work. The four jobs and the report implement it; {@link StageRun} runs it. An instance serves one run, by one thread.
 */
public interface Stage {
    /**
     * What the result depends on. Computing it does not need the work: for a skipped stage, only this method is called.
     */
    StageIdentity identity();

    /** Digests that the run record keeps for readers; they do not decide whether the stage is skipped. */
    default Map<String, String> recorded() {
        return Map.of();
    }

    /** Whether an output of an earlier run of this stage is still what is published. Changes nothing. */
    boolean isUpToDate(Output output);

    /** Whether the outputs of an earlier run are all that this stage would publish, and are still published. */
    default boolean areUpToDate(List<Output> outputs) {
        return outputs.stream().allMatch(this::isUpToDate);
    }

    /**
     * Does the work and publishes the outputs. May be called again after a failure or a kill, and publishes the same.
     *
     * @return what was published; with a failure if the stage published something and fails all the same
     * @throws dev.madrugada.common.error.MadrugadaException if the stage fails
     */
    StageOutcome execute();
}
