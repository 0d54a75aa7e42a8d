package dev.madrugada.runner.aws;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.Failure;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * The activities of Step Functions.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html">GetActivityTask</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html">SendTaskSuccess</a>
 */
public final class AwsActivities implements Activities {
    private static final String WORKER = "madrugada-glue-runner";

    private final SfnClient polling;
    private final SfnClient answering;

    /** @param polling sends each request once and waits at least 65 seconds for an answer */
    public AwsActivities(SfnClient polling, SfnClient answering) {
        this.polling = polling;
        this.answering = answering;
    }

    @Override
    public Optional<Task> take(String activity) {
        GetActivityTaskResponse answer = call("activity " + activity)
                .run(() ->
                        polling.getActivityTask(get -> get.activityArn(activity).workerName(WORKER)));
        return answer.taskToken() == null || answer.taskToken().isEmpty()
                ? Optional.empty()
                : Optional.of(new Task(
                        answer.taskToken(), Optional.ofNullable(answer.input()).orElse("")));
    }

    @Override
    public Receipt heartbeat(String token) {
        return receipt(() -> answering.sendTaskHeartbeat(send -> send.taskToken(token)));
    }

    @Override
    public Receipt succeeded(String token, String output) {
        return receipt(
                () -> answering.sendTaskSuccess(send -> send.taskToken(token).output(output)));
    }

    @Override
    public Receipt failed(String token, Failure failure) {
        return receipt(() -> answering.sendTaskFailure(
                send -> send.taskToken(token).error(failure.error()).cause(failure.cause())));
    }

    private static Receipt receipt(Runnable send) {
        return call("the answer to a task").run(() -> {
            try {
                send.run();
                return Receipt.ACCEPTED;
            } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException gone) {
                return Receipt.GONE;
            }
        });
    }

    private static AwsCall call(String where) {
        return new AwsCall(
                where,
                "Step Functions",
                new AwsCall.Codes(ErrorCode.SourceUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "allow the role states:GetActivityTask, states:SendTaskHeartbeat, states:SendTaskSuccess and"
                                + " states:SendTaskFailure",
                        "create the activity, or correct ACTIVITIES in the function's environment",
                        "report it; a re-run is safe"));
    }
}
