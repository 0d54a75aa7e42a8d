package dev.madrugada.localstack.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stack: its template, its resources, and what is under way. An operation ends when the stack is described the second
 * time after its beginning, so that a client has to wait. Not thread-safe.
 */
final class Stack {
    private final String name;
    private final String id;
    private final Clock clock;
    private final Map<String, String> physical = new LinkedHashMap<>();
    private final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final List<StackEvent> events = new ArrayList<>();
    private Template template = Template.EMPTY;
    private String status = "REVIEW_IN_PROGRESS";
    private String reason = "";
    private @Nullable Operation underWay;
    private boolean wasDescribed;

    /** What an operation does to the stack when it ends. */
    @FunctionalInterface
    interface Operation {
        void end() throws ServiceException;
    }

    Stack(String name, int number, Clock clock) {
        this.name = name;
        this.id = "arn:aws:cloudformation:us-east-1:000000000000:stack/" + name + "/" + number;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    String id() {
        return id;
    }

    String status() {
        return status;
    }

    String reason() {
        return reason;
    }

    Template template() {
        return template;
    }

    /** The resources' names by logical id. */
    Map<String, String> physical() {
        return physical;
    }

    Map<String, ChangeSet> changeSets() {
        return changeSets;
    }

    /** The newest first. */
    List<StackEvent> events() {
        List<StackEvent> newest = new ArrayList<>(events);
        java.util.Collections.reverse(newest);
        return newest;
    }

    boolean isDeleted() {
        return status.equals("DELETE_COMPLETE");
    }

    ResourceNames names() {
        return new ResourceNames(name, physical);
    }

    /** The values of the template's outputs when the last change was complete. */
    Map<String, String> outputs() {
        return outputs;
    }

    /** Goes on with what is under way; called for each description of the stack. */
    void describe() throws ServiceException {
        Optional<Operation> operation = Optional.ofNullable(underWay);
        if (operation.isPresent() && wasDescribed) {
            underWay = null;
            operation.get().end();
        }
        wasDescribed = underWay != null;
    }

    void begin(String newStatus, Operation operation) {
        of(newStatus, "User Initiated");
        underWay = operation;
        wasDescribed = false;
    }

    /** Sets the stack's own status. */
    void of(String newStatus, String newReason) {
        status = newStatus;
        reason = newReason;
        event(name, id, StackEvent.STACK, newStatus, newReason);
    }

    /** Takes the template of a change that is complete. */
    void become(Template newTemplate) throws ServiceException {
        template = newTemplate;
        outputs.clear();
        for (Map.Entry<String, JsonNode> output : newTemplate.outputs()) {
            outputs.put(output.getKey(), names().text(output.getValue().path("Value")));
        }
    }

    /** Records the status of a resource. */
    void resource(ResourceChange change, String newStatus, String newReason) {
        event(change.id(), physical.getOrDefault(change.id(), ""), change.type(), newStatus, newReason);
    }

    private void event(String logical, String named, String type, String newStatus, String newReason) {
        events.add(new StackEvent(logical, named, type, newStatus, newReason, clock.instant()));
    }
}
