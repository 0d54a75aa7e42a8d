package dev.madrugada.localstack.cloudformation;

import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Executes a change set. The first resource that fails ends it: a creation is rolled back by deleting what was made, except
 * resources whose deletion policy is Retain; an update is rolled back to the template of before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">deletion
 *     policies</a>
 */
record StackUpdate(Stack stack, ChangeSet changeSet, ExistingResources existing, ObjectSource s3)
        implements Stack.Operation {
    @Override
    public void end() throws ServiceException {
        boolean isCreation = stack.template().equals(Template.EMPTY);
        String verb = isCreation ? "CREATE" : "UPDATE";
        List<ResourceChange> made = new ArrayList<>();
        for (ResourceChange change : changeSet.changes()) {
            Optional<String> failure = failure(change);
            if (failure.isPresent()) {
                stack.resource(change, failedStatus(change), failure.get());
                rollBack(isCreation, made);
                return;
            }
            if (change.action() == ResourceChange.Action.ADD) {
                made.add(change);
            }
            stack.resource(change, done(change), "");
        }
        for (ResourceChange change : changeSet.changes()) {
            if (change.action() == ResourceChange.Action.REMOVE) {
                stack.physical().remove(change.id());
            }
        }
        stack.become(changeSet.template());
        stack.of(verb + "_COMPLETE", "");
    }

    /** Makes one change; returns why it fails. */
    private Optional<String> failure(ResourceChange change) throws ServiceException {
        Optional<String> ordered = existing.takeFailure(change.id());
        if (ordered.isPresent() || change.action() != ResourceChange.Action.ADD) {
            return ordered;
        }
        Optional<String> custom = stack.names().custom(changeSet.template().resource(change.id()));
        String name = custom.orElseGet(() -> stack.names().made(change.id()));
        if (existing.has(change.type(), name)) {
            if (!changeSet.importsExisting() || !changeSet.template().keeps(change.id())) {
                return Optional.of(name + " already exists");
            }
            existing.takeInto(change.type(), name);
        }
        stack.physical().put(change.id(), name);
        if (change.type().equals("AWS::S3::Bucket")) {
            try {
                s3.makeBucket(name);
            } catch (IOException failed) {
                return Optional.of(String.valueOf(failed.getMessage()));
            }
        }
        return Optional.empty();
    }

    private void rollBack(boolean isCreation, List<ResourceChange> made) {
        stack.of(isCreation ? "ROLLBACK_IN_PROGRESS" : "UPDATE_ROLLBACK_IN_PROGRESS", "a resource failed");
        for (ResourceChange change : made) {
            if (changeSet.template().keepsAfterRollback(change.id())) {
                existing.keep(change.type(), stack.physical().getOrDefault(change.id(), ""));
                stack.resource(change, "DELETE_SKIPPED", "");
            } else {
                stack.resource(change, "DELETE_COMPLETE", "");
            }
            stack.physical().remove(change.id());
        }
        stack.of(isCreation ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE", "");
    }

    private static String failedStatus(ResourceChange change) {
        return switch (change.action()) {
            case ADD -> "CREATE_FAILED";
            case MODIFY -> "UPDATE_FAILED";
            case REMOVE -> "DELETE_FAILED";
        };
    }

    private static String done(ResourceChange change) {
        return failedStatus(change).replace("FAILED", "COMPLETE");
    }
}
