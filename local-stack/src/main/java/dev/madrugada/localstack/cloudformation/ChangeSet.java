package dev.madrugada.localstack.cloudformation;

import java.util.List;

/**
 * A change set. The first description says that it is still being created, as a change set of AWS may be.
 *
 * @param importsExisting whether resources that exist outside the stack under their name of the template are taken into it
 */
record ChangeSet(String name, Template template, List<ResourceChange> changes, boolean importsExisting, boolean isNew) {
    ChangeSet {
        changes = List.copyOf(changes);
    }

    ChangeSet described() {
        return new ChangeSet(name, template, changes, importsExisting, false);
    }

    String id() {
        return "arn:aws:cloudformation:us-east-1:000000000000:changeSet/" + name + "/local";
    }

    String status() {
        if (isNew) {
            return "CREATE_IN_PROGRESS";
        }
        return changes.isEmpty() ? "FAILED" : "CREATE_COMPLETE";
    }

    String reason() {
        return status().equals("FAILED")
                ? "The submitted information didn't contain changes. Submit different information to create a change set."
                : "";
    }
}
