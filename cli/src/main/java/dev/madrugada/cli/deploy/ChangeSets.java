package dev.madrugada.cli.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** The change sets of a stack. Each purpose has one name, so that what an interrupted command left is found and replaced. */
record ChangeSets(Stacks stacks, String stack) {
    /**
     * The beginning of the reason with which a change set fails that would change nothing. There is no code for it.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html">the
     *     example of a change set without changes</a>
     */
    private static final List<String> NO_CHANGES =
            List.of("The submitted information didn't contain changes", "No updates are to be performed");

    /** Makes a change set; answers its changes, or an empty list if there are none. */
    List<ResourceChange> make(String name, ChangeSetType type, String templateUrl) {
        discard(name);
        Stacks.call(
                stack,
                () -> stacks.client()
                        .createChangeSet(create -> create.stackName(stack)
                                .changeSetName(name)
                                .changeSetType(type)
                                .templateURL(templateUrl)
                                .importExistingResources(true)
                                .capabilities(Capability.CAPABILITY_NAMED_IAM)));
        DescribeChangeSetResponse made = describe(name);
        while (made.status() == ChangeSetStatus.CREATE_IN_PROGRESS || made.status() == ChangeSetStatus.CREATE_PENDING) {
            stacks.pause();
            made = describe(name);
        }
        if (made.status() == ChangeSetStatus.FAILED) {
            String reason = String.valueOf(made.statusReason());
            if (NO_CHANGES.stream().anyMatch(reason::startsWith)) {
                return List.of();
            }
            throw DeployFaults.noChangeSet(stack, reason);
        }
        return changes(made);
    }

    private DescribeChangeSetResponse describe(String name) {
        return page(name, null);
    }

    private DescribeChangeSetResponse page(String name, @Nullable String token) {
        return Stacks.call(
                stack,
                () -> stacks.client()
                        .describeChangeSet(
                                ask -> ask.stackName(stack).changeSetName(name).nextToken(token)));
    }

    /** The changes on all pages. The SDK has no paginator for them. */
    private List<ResourceChange> changes(DescribeChangeSetResponse first) {
        List<ResourceChange> changes = new ArrayList<>();
        Optional<DescribeChangeSetResponse> page = Optional.of(first);
        while (page.isPresent()) {
            page.get().changes().stream().map(Change::resourceChange).forEach(changes::add);
            page = Optional.ofNullable(page.get().nextToken()).map(token -> page(first.changeSetName(), token));
        }
        return changes;
    }

    /** Executes a change set and waits; answers the stack's state then. */
    Stack executed(String name) {
        Stacks.call(
                stack,
                () -> stacks.client()
                        .executeChangeSet(ask -> ask.stackName(stack).changeSetName(name)));
        return stacks.settled(stack).orElseThrow(() -> DeployFaults.notUpdatable(stack, "deleted"));
    }

    /** Deletes a change set, if it exists. */
    void discard(String name) {
        if (stacks.find(stack).isEmpty()) {
            return;
        }
        Stacks.call(stack, () -> {
            try {
                return stacks.client()
                        .deleteChangeSet(ask -> ask.stackName(stack).changeSetName(name));
            } catch (ChangeSetNotFoundException absent) {
                return null;
            }
        });
    }
}
