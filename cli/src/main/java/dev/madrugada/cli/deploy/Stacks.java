package dev.madrugada.cli.deploy;

import dev.madrugada.aws.AwsClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * CloudFormation's stacks: their states, events and ends.
 *
 * @param betweenLooks the time between two looks at what is under way
 */
record Stacks(CloudFormationClient client, Duration betweenLooks) {
    private static final String IN_REVIEW = "REVIEW_IN_PROGRESS";
    private static final Duration AWS = Duration.ofSeconds(5);
    private static final Duration LOCAL_STACK = Duration.ofMillis(100);

    /** With the time between two looks that AWS takes without throttling; a local stack takes more. */
    static Stacks of(CloudFormationClient client, AwsClients environment) {
        return new Stacks(client, environment.endpoint("CLOUDFORMATION").isPresent() ? LOCAL_STACK : AWS);
    }

    /** A stack by its name, or by its id if it may be deleted; empty if it does not exist. */
    Optional<Stack> find(String name) {
        return call(name, () -> {
            try {
                return client.describeStacks(ask -> ask.stackName(name)).stacks().stream()
                        .findFirst();
            } catch (CloudFormationException refused) {
                if (DeployFaults.isAbsent(refused)) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    /** The stack when nothing is under way any more; empty if it does not exist then. */
    Optional<Stack> settled(String name) {
        Optional<Stack> stack = find(name);
        while (stack.filter(Stacks::isUnderWay).isPresent()) {
            pause();
            stack = find(name);
        }
        return stack;
    }

    static boolean isUnderWay(Stack stack) {
        String status = stack.stackStatusAsString();
        return status.endsWith("_IN_PROGRESS") && !status.equals(IN_REVIEW);
    }

    /** Whether the stack has only change sets so far, or failed when it was created: it has no resources. */
    static boolean isEmpty(Stack stack) {
        String status = stack.stackStatusAsString();
        return status.equals(IN_REVIEW) || status.equals("ROLLBACK_COMPLETE") || status.equals("DELETE_COMPLETE");
    }

    /** Deletes a stack and waits for it; answers the deleted stack's state. */
    Stack deleted(Stack stack) {
        call(stack.stackName(), () -> client.deleteStack(delete -> delete.stackName(stack.stackId())));
        return settled(stack.stackId()).orElse(stack);
    }

    /** The events of the latest operation, in the order of time. */
    List<StackEvent> latest(Stack stack) {
        return call(stack.stackName(), () -> {
            List<StackEvent> events = new ArrayList<>();
            for (StackEvent event : client.describeStackEventsPaginator(ask -> ask.stackName(stack.stackId()))
                    .stackEvents()) {
                events.add(0, event);
                if (isBeginning(event)) {
                    break;
                }
            }
            return events;
        });
    }

    private static boolean isBeginning(StackEvent event) {
        return event.stackId().equals(event.physicalResourceId())
                && List.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS")
                        .contains(event.resourceStatusAsString());
    }

    /** The first resource that failed in the latest operation. Later ones may only have been cancelled. */
    Optional<StackEvent> firstFailure(Stack stack) {
        return latest(stack).stream()
                .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
                .filter(event -> !stack.stackId().equals(event.physicalResourceId()))
                .findFirst();
    }

    /** The resources of a stack that exists. */
    List<StackResourceSummary> resources(Stack stack) {
        return call(
                stack.stackName(),
                () ->
                        client
                                .listStackResourcesPaginator(ask -> ask.stackName(stack.stackId()))
                                .stackResourceSummaries()
                                .stream()
                                .toList());
    }

    static Optional<String> output(Stack stack, String key) {
        return stack.outputs().stream()
                .filter(output -> output.outputKey().equals(key))
                .map(output -> output.outputValue())
                .findFirst();
    }

    static String requireOutput(Stack stack, String key) {
        return output(stack, key).orElseThrow(() -> DeployFaults.noSuchOutput(stack.stackName(), key));
    }

    void pause() {
        try {
            Thread.sleep(betweenLooks.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for CloudFormation", stopped);
        }
    }

    static <T> T call(String stack, Supplier<T> call) {
        return DeployFaults.ofCloudFormation(stack).run(() -> {
            try {
                return call.get();
            } catch (CloudFormationException refused) {
                if (DeployFaults.isValidation(refused)) {
                    throw DeployFaults.rejected(stack, refused);
                }
                throw refused;
            }
        });
    }
}
