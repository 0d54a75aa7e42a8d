package dev.madrugada.runner.tick;

import dev.madrugada.common.run.RunClaims;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;

/**
 * An execution of a state machine, whose states run a Glue job.
 *
 * @param job the name of the Glue job
 */
record Execution(String arn, URI lake, String job) {
    static final Duration HEARTBEAT = Duration.ofMinutes(15);
    private static final LocalDate DATE = LocalDate.of(2001, 1, 1);

    /** The input of the task of a state. */
    String input(int state, int retry) {
        return """
                {"claim": {"execution": "%s", "state": "S%d", "entered": "2001-01-02T02:00:00Z", "retry": %d},
                 "record": {"name": "flights", "stage": "ingest"},
                 "job": {"JobName": "%s", "Arguments": {"--lake": "%s", "--dataset": "s3://b/datasets/flights/",
                   "--date": "%s", "--run-id": "r"}}}""".formatted(arn, state, retry, job, lake, DATE);
    }

    /** The place of a claim in the lake. */
    RunClaims.Place place(String claim) {
        return new RunClaims.Place(lake, "flights", DATE, claim);
    }
}
