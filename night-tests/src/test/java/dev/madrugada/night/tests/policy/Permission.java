package dev.madrugada.night.tests.policy;

import java.util.List;
import java.util.Locale;

/** One action that a role has on the resources of one pattern, under conditions that must all be met. */
public record Permission(String role, String action, String resource, List<Condition> conditions) {
    public Permission {
        conditions = List.copyOf(conditions);
    }

    /** Actions are compared without case, resources with it. */
    boolean allows(Call call) {
        return role.equals(call.role())
                && Wildcard.matches(
                        action.toLowerCase(Locale.ROOT), call.action().toLowerCase(Locale.ROOT))
                && Wildcard.matches(resource, call.resource())
                && conditions.stream().allMatch(condition -> condition.isMet(call.conditionKeys()));
    }

    @Override
    public String toString() {
        return role + " " + action + " " + resource;
    }
}
