package dev.madrugada.cli.doctor.account;

import java.util.List;
import java.util.Map;

/**
 * What one role of the stack may do: a statement of the template's, with names of this deployment as placeholders such as
 * {@code ${Bucket}}.
 *
 * @param context the values of the statement's conditions, by the condition's key
 */
record RoleGrant(String role, List<String> actions, List<String> resources, Map<String, String> context) {
    RoleGrant {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        context = Map.copyOf(context);
    }
}
