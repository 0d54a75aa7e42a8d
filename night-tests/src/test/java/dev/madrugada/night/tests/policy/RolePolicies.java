package dev.madrugada.night.tests.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The permissions of a template's roles. It evaluates Allow statements in inline policies of roles; what it cannot
 * evaluate (Deny, NotAction, NotResource, managed policies, policies beside the roles) is an error.
 */
public final class RolePolicies {
    private static final String PREFIX = "Madrugada: ";

    private final List<Permission> permissions;

    private RolePolicies(List<Permission> permissions) {
        this.permissions = List.copyOf(permissions);
    }

    /**
     * Reads the roles of a template whose description is {@code Madrugada: <role>}.
     *
     * @param values see {@link Intrinsics}
     */
    public static RolePolicies of(JsonNode template, Map<String, String> values) {
        Intrinsics intrinsics = new Intrinsics(values);
        List<Permission> permissions = new ArrayList<>();
        for (JsonNode resource : template.get("Resources")) {
            JsonNode properties = resource.path("Properties");
            String description = properties.path("Description").asText();
            switch (resource.get("Type").asText()) {
                case "AWS::IAM::Role" -> {
                    require(description.startsWith(PREFIX), "a role without a description that names it");
                    require(!properties.has("ManagedPolicyArns"), description + ": managed policies");
                    for (JsonNode policy : properties.path("Policies")) {
                        policy.at("/PolicyDocument/Statement")
                                .forEach(statement -> permissions.addAll(
                                        permissions(description.substring(PREFIX.length()), statement, intrinsics)));
                    }
                }
                case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy" ->
                    require(false, "a policy beside the roles");
                default -> {
                    // no permission of a role
                }
            }
        }
        return new RolePolicies(permissions);
    }

    private static List<Permission> permissions(String role, JsonNode statement, Intrinsics intrinsics) {
        require(statement.path("Effect").asText().equals("Allow"), role + ": an effect other than Allow");
        require(statement.has("Action") && statement.has("Resource"), role + ": NotAction or NotResource");
        List<Condition> conditions = new ArrayList<>();
        statement
                .path("Condition")
                .fields()
                .forEachRemaining(operator -> operator.getValue()
                        .fields()
                        .forEachRemaining(key -> conditions.add(
                                new Condition(operator.getKey(), key.getKey(), intrinsics.texts(key.getValue())))));
        return intrinsics.texts(statement.get("Action")).stream()
                .flatMap(action -> intrinsics.texts(statement.get("Resource")).stream()
                        .map(resource -> new Permission(role, action, resource, conditions)))
                .toList();
    }

    private static void require(boolean isEvaluated, String what) {
        if (!isEvaluated) {
            throw new IllegalArgumentException("no evaluation of " + what);
        }
    }

    /** These permissions, and those of one more role. */
    public RolePolicies and(RolePolicies others, String role) {
        return new RolePolicies(Stream.concat(
                        permissions.stream(),
                        others.permissions.stream()
                                .filter(permission -> permission.role().equals(role)))
                .toList());
    }

    public Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        permissions.forEach(permission -> roles.add(permission.role()));
        return roles;
    }

    public List<Permission> permissions() {
        return permissions;
    }

    /** The calls that no permission allows. */
    public List<Call> refused(Collection<Call> calls) {
        return calls.stream()
                .filter(call -> permissions.stream().noneMatch(permission -> permission.allows(call)))
                .toList();
    }

    /** The permissions that no call used. */
    public List<Permission> unused(Collection<Call> calls) {
        return permissions.stream()
                .filter(permission -> calls.stream().noneMatch(permission::allows))
                .toList();
    }
}
