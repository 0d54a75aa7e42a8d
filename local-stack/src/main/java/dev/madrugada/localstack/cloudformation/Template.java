package dev.madrugada.localstack.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.localstack.http.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template in JSON. */
record Template(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The template of a stack that has not been created yet. */
    static final Template EMPTY = new Template(JSON.createObjectNode());

    /** @throws ServiceException ValidationError, as AWS's, if the text is no template */
    static Template parse(String text) throws ServiceException {
        try {
            Template template = new Template(JSON.readTree(text));
            if (template.ids().isEmpty()) {
                throw StackErrors.validation("Template format error: At least one Resources member must be defined.");
            }
            return template;
        } catch (JsonProcessingException broken) {
            throw StackErrors.validation("Template format error: JSON not well-formed.");
        }
    }

    /** The logical ids of the resources, in the template's order. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        json.path("Resources").fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    JsonNode resource(String id) {
        return json.path("Resources").path(id);
    }

    String type(String id) {
        return resource(id).path("Type").asText();
    }

    /** Whether a resource stays when the stack is deleted. */
    boolean keeps(String id) {
        return policy(id).startsWith("Retain");
    }

    /** Whether a resource stays when the creation that made it is rolled back. */
    boolean keepsAfterRollback(String id) {
        return policy(id).equals("Retain");
    }

    private String policy(String id) {
        return resource(id).path("DeletionPolicy").asText();
    }

    Set<Map.Entry<String, JsonNode>> outputs() {
        return json.path("Outputs").properties();
    }

    boolean namesRoles() {
        return ids().stream()
                .anyMatch(id -> type(id).equals("AWS::IAM::Role")
                        && resource(id).path("Properties").has("RoleName"));
    }

    /** What changes from this template to another: a resource whose JSON differs is modified. */
    List<ResourceChange> changesTo(Template after) {
        List<ResourceChange> changes = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(after.ids());
        ids.addAll(ids());
        for (String id : ids) {
            if (resource(id).isMissingNode()) {
                changes.add(new ResourceChange(ResourceChange.Action.ADD, id, after.type(id)));
            } else if (after.resource(id).isMissingNode()) {
                changes.add(new ResourceChange(ResourceChange.Action.REMOVE, id, type(id)));
            } else if (!resource(id).equals(after.resource(id))) {
                changes.add(new ResourceChange(ResourceChange.Action.MODIFY, id, after.type(id)));
            }
        }
        return changes;
    }
}
