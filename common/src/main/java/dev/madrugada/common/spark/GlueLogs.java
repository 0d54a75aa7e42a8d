package dev.madrugada.common.spark;

import java.util.List;

/**
 * Where Glue keeps the log of a job run: the group of standard error, with the run's id as stream. Glue passes both
 * names to the job's main; a job that nobody started on Glue has none.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html">Logging for AWS Glue jobs</a>
 */
final class GlueLogs {
    private static final String GROUP = "/aws-glue/jobs/error";

    private GlueLogs() {}

    static List<String> of(String[] args) {
        String run = jobRun(args);
        if (run.isEmpty()) {
            return List.of();
        }
        return List.of("job " + value(args, "--JOB_NAME") + ", run " + run, GROUP + " " + run);
    }

    /** Glue's id of the job run; empty if Glue did not start the job. */
    static String jobRun(String[] args) {
        return value(args, "--JOB_RUN_ID");
    }

    private static String value(String[] args, String name) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return "";
    }
}
