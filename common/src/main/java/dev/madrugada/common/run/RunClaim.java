package dev.madrugada.common.run;

/**
 * What a job run writes before it reads anything: the job run that does the work of a claim of the glue-runner.
 *
 * @param claim the claim's id
 * @param jobRun Glue's id of the job run
 */
public record RunClaim(int version, String claim, String jobRun) {
    public static final int VERSION = 1;

    public RunClaim {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a run claim of version " + version + "; this release reads version " + VERSION);
        }
    }
}
