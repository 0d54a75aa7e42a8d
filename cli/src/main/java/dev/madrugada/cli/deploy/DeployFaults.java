package dev.madrugada.cli.deploy;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** The faults of deployments. CloudFormation's messages are about the stack and its template, so they are passed on. */
final class DeployFaults {
    private static final String VALIDATION = "ValidationError";
    private static final AwsCall.Codes CODES = new AwsCall.Codes(ErrorCode.SinkUnavailable, ErrorCode.InvalidArguments);

    private DeployFaults() {}

    static AwsCall ofS3(String bucket) {
        return new AwsCall(
                "s3://" + bucket,
                "S3",
                CODES,
                new AwsCall.Fixes(
                        "allow these credentials s3:ListBucket, GetObject, PutObject and DeleteObject on the bucket",
                        "correct the bucket's name",
                        "correct the bucket's name, or take one that nobody else has"));
    }

    static AwsCall ofCloudFormation(String stack) {
        return new AwsCall(
                "stack " + stack,
                "CloudFormation",
                CODES,
                new AwsCall.Fixes(
                        "allow these credentials cloudformation:* on the stack and what its resources need",
                        "correct --environment, or AWS_REGION",
                        "correct the deployment file"));
    }

    /** Whether CloudFormation answered that a stack does not exist, for which it has no error code of its own. */
    static boolean isAbsent(CloudFormationException refused) {
        return isValidation(refused) && refused.awsErrorDetails().errorMessage().contains("does not exist");
    }

    static boolean isValidation(CloudFormationException refused) {
        return refused.awsErrorDetails() != null
                && VALIDATION.equals(refused.awsErrorDetails().errorCode());
    }

    static MadrugadaException rejected(String stack, CloudFormationException refused) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("stack " + stack)
                .what("CloudFormation rejected the change")
                .because(refused.awsErrorDetails().errorMessage())
                .fix("correct the deployment file")
                .exception(refused);
    }

    static MadrugadaException noChangeSet(String stack, String reason) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("stack " + stack)
                .what("CloudFormation could not make a change set")
                .because(reason)
                .fix("correct the deployment file")
                .exception();
    }

    /** An operation ended in another state than a complete one. */
    static MadrugadaException failed(String stack, String status, Optional<StackEvent> first) {
        return Fault.of(ErrorCode.InputMissing)
                .at("stack " + stack)
                .what(first.map(event -> event.logicalResourceId() + " (" + event.resourceType()
                                + ") failed, and the stack is " + status)
                        .orElse("the stack is " + status))
                .because(first.map(StackEvent::resourceStatusReason).orElse("no event of a resource says why"))
                .fix("remove the reason, and run the command again: it goes on from the stack's state")
                .exception();
    }

    static MadrugadaException notUpdatable(String stack, String status) {
        return Fault.of(ErrorCode.InputMissing)
                .at("stack " + stack)
                .what("the stack is " + status + " and takes no changes")
                .because("an earlier operation could not be finished or rolled back")
                .fix(
                        "bring it to a complete state in CloudFormation (continue the rollback, or delete it), and deploy again")
                .exception();
    }

    static MadrugadaException noSuchOutput(String stack, String output) {
        return Fault.of(ErrorCode.InputMissing)
                .at("stack " + stack)
                .what("it has no output " + output)
                .because("another template made it")
                .fix("name the environment of a Madrugada stack")
                .exception();
    }

    static MadrugadaException notConfirmed(String bucket) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--confirm")
                .what("it is not the name of the bucket whose data would be deleted")
                .because("--and-data deletes the lake and the datasets with all versions, which nothing brings back")
                .fix("give --confirm " + bucket)
                .exception();
    }

    static MadrugadaException notOurs(String bucket) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--and-data")
                .what("the bucket " + bucket + " is not one that this environment's stack made")
                .because("only a bucket of its own is emptied and deleted")
                .fix("leave out --and-data, and delete the lake and the datasets from the bucket yourself")
                .exception();
    }
}
