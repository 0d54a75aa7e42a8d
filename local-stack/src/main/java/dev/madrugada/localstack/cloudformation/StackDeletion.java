package dev.madrugada.localstack.cloudformation;

import java.util.List;
import java.util.Optional;

/** Deletes a stack. A resource with a deletion policy that retains it stays in the account. */
record StackDeletion(Stack stack, ExistingResources existing) implements Stack.Operation {
    @Override
    public void end() {
        Template template = stack.template();
        for (String id : List.copyOf(stack.physical().keySet())) {
            ResourceChange change = new ResourceChange(ResourceChange.Action.REMOVE, id, template.type(id));
            Optional<String> failure = existing.takeFailure(id);
            if (failure.isPresent()) {
                stack.resource(change, "DELETE_FAILED", failure.get());
                stack.of("DELETE_FAILED", "The following resource(s) failed to delete: [" + id + "].");
                return;
            }
            if (template.keeps(id)) {
                existing.keep(change.type(), stack.physical().getOrDefault(id, ""));
            }
            stack.resource(change, template.keeps(id) ? "DELETE_SKIPPED" : "DELETE_COMPLETE", "");
            stack.physical().remove(id);
        }
        stack.of("DELETE_COMPLETE", "");
    }
}
