package dev.madrugada.cli.deploy;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Deletes the stack of an environment, and its lake if that was confirmed. Says what stays. */
final class EnvironmentRemoval {
    private static final String BUCKET = "AWS::S3::Bucket";

    private final Stacks stacks;
    private final LakeBucket bucket;
    private final PrintWriter out;

    EnvironmentRemoval(Stacks stacks, LakeBucket bucket, PrintWriter out) {
        this.stacks = stacks;
        this.bucket = bucket;
        this.out = out;
    }

    /** Deletes the stack. */
    void remove(String stack) {
        Optional<Stack> found = stacks.settled(stack);
        if (found.isEmpty()) {
            out.println(stack + ": there is no such stack");
        } else {
            delete(found.get());
        }
    }

    /**
     * Deletes the stack, then the bucket that it made.
     *
     * @param confirmed the bucket's name, typed by a person. If an earlier call has deleted the stack already, the bucket must
     *     have the stack's tag
     */
    void removeWithData(String stack, String confirmed) {
        Optional<Stack> found = stacks.settled(stack);
        if (found.isPresent() && !Stacks.isEmpty(found.get())) {
            requireConfirmed(found.get(), confirmed);
            delete(found.get());
        } else if (confirmed.isEmpty() || !bucket.isOfStack(confirmed, stack)) {
            throw DeployFaults.notOurs(confirmed);
        }
        long deleted = bucket.delete(confirmed);
        out.println("deleted the bucket " + confirmed + " with " + deleted + " versions of objects");
    }

    private void requireConfirmed(Stack stack, String confirmed) {
        String lake = URI.create(Stacks.requireOutput(stack, "LakeUri")).getHost();
        if (!lake.equals(confirmed)) {
            throw DeployFaults.notConfirmed(lake);
        }
        boolean isMade = stacks.resources(stack).stream()
                .anyMatch(resource ->
                        BUCKET.equals(resource.resourceType()) && lake.equals(resource.physicalResourceId()));
        if (!isMade) {
            throw DeployFaults.notOurs(lake);
        }
    }

    private void delete(Stack stack) {
        Stack deleted = stacks.deleted(stack);
        if (!deleted.stackStatusAsString().equals("DELETE_COMPLETE")) {
            throw DeployFaults.failed(stack.stackName(), deleted.stackStatusAsString(), stacks.firstFailure(deleted));
        }
        out.println(stack.stackName() + ": deleted");
        List<StackEvent> kept = stacks.latest(deleted).stream()
                .filter(event -> event.resourceStatusAsString().equals("DELETE_SKIPPED"))
                .toList();
        kept.forEach(event -> out.println("  kept " + event.resourceType() + " " + event.physicalResourceId()));
    }
}
