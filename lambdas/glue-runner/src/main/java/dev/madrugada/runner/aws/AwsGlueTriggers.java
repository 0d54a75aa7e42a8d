package dev.madrugada.runner.aws;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.runner.step.GlueTriggers;
import dev.madrugada.runner.step.Start;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Action;

/** Glue's triggers. */
public final class AwsGlueTriggers implements GlueTriggers {
    private final GlueClient glue;
    private final GlueClient once;

    /** @param once sends each request once */
    public AwsGlueTriggers(GlueClient glue, GlueClient once) {
        this.glue = glue;
        this.once = once;
    }

    @Override
    public Start start(String trigger) {
        return GlueStart.of(
                "Glue", () -> once.startTrigger(start -> start.name(trigger)).name());
    }

    @Override
    public boolean hasStarted(String trigger, Instant since) {
        return call(trigger).run(() -> {
            List<String> jobs = glue.getTrigger(get -> get.name(trigger)).trigger().actions().stream()
                    .map(Action::jobName)
                    .filter(Objects::nonNull)
                    .toList();
            return jobs.stream().anyMatch(job -> hasStarted(job, trigger, since));
        });
    }

    private boolean hasStarted(String job, String trigger, Instant since) {
        for (var run : glue.getJobRunsPaginator(get -> get.jobName(job)).jobRuns()) {
            if (run.startedOn() != null && run.startedOn().isBefore(since)) {
                return false;
            }
            if (trigger.equals(run.triggerName())) {
                return true;
            }
        }
        return false;
    }

    private static AwsCall call(String trigger) {
        return new AwsCall(
                "trigger " + trigger,
                "Glue",
                new AwsCall.Codes(ErrorCode.SourceUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "allow the role glue:GetTrigger, glue:StartTrigger and glue:GetJobRuns",
                        "create the trigger, or correct its name in the state's Parameters",
                        "correct the state's Parameters"));
    }
}
