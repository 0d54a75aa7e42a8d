package dev.madrugada.cli.deploy;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Creates a stack, or changes it to another template. Goes on from the state in which an interrupted deployment left it. */
final class StackChange {
    private static final String DEPLOY = "madrugada-deploy";
    private static final String PLAN = "madrugada-plan";

    private final Stacks stacks;
    private final String name;
    private final PrintWriter out;

    StackChange(Stacks stacks, String name, PrintWriter out) {
        this.stacks = stacks;
        this.name = name;
        this.out = out;
    }

    /**
     * The stack after the change.
     *
     * @param stack its state
     * @param hasChanged false if it had this template already
     */
    record Changed(Stack stack, boolean hasChanged) {}

    /**
     * Brings the stack to a template.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the change is rolled back, naming the first
     *     resource that failed, with CloudFormation's reason; InvalidArguments if CloudFormation rejects the template
     */
    Changed to(String templateUrl) {
        Optional<Stack> before = stacks.find(name);
        if (before.filter(Stacks::isUnderWay).isPresent()) {
            out.println(
                    name + ": waiting for what is under way (" + before.get().stackStatusAsString() + ")");
            before = stacks.settled(name);
        }
        if (before.filter(stack -> hasStatus(stack, "ROLLBACK_COMPLETE")).isPresent()) {
            out.println(name + ": deleting what is left of a creation that was rolled back");
            var unused = stacks.deleted(before.get());
            before = Optional.empty();
        }
        before.filter(stack -> stack.stackStatusAsString().endsWith("_FAILED")).ifPresent(stack -> {
            throw DeployFaults.notUpdatable(name, stack.stackStatusAsString());
        });
        boolean isCreation = before.isEmpty() || Stacks.isEmpty(before.get());
        ChangeSets changeSets = new ChangeSets(stacks, name);
        List<ResourceChange> changes =
                changeSets.make(DEPLOY, isCreation ? ChangeSetType.CREATE : ChangeSetType.UPDATE, templateUrl);
        if (changes.isEmpty()) {
            changeSets.discard(DEPLOY);
            return new Changed(before.orElseThrow(() -> DeployFaults.notUpdatable(name, "without resources")), false);
        }
        changes.forEach(change -> out.println(line(change)));
        Stack after = changeSets.executed(DEPLOY);
        if (!hasStatus(after, "CREATE_COMPLETE") && !hasStatus(after, "UPDATE_COMPLETE")) {
            throw DeployFaults.failed(name, after.stackStatusAsString(), stacks.firstFailure(after));
        }
        return new Changed(after, true);
    }

    /** The lines of what a change of an existing stack would do. The change set is deleted again. */
    List<String> planned(String templateUrl) {
        ChangeSets changeSets = new ChangeSets(stacks, name);
        try {
            return changeSets.make(PLAN, ChangeSetType.UPDATE, templateUrl).stream()
                    .map(StackChange::line)
                    .toList();
        } finally {
            changeSets.discard(PLAN);
        }
    }

    private static boolean hasStatus(Stack stack, String status) {
        return stack.stackStatusAsString().equals(status);
    }

    private static String line(ResourceChange change) {
        String action = change.actionAsString().toLowerCase(Locale.ROOT);
        return line(action, change.resourceType(), change.logicalResourceId())
                + (change.replacement() == Replacement.TRUE ? " (is replaced)" : "")
                + (change.replacement() == Replacement.CONDITIONAL ? " (may be replaced)" : "");
    }

    static String line(String action, String type, String id) {
        return "  %-6s %s %s".formatted(action, type, id);
    }
}
