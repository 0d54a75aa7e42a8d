package dev.madrugada.localstack.gluejob;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.util.Optional;

/** Glue's triggers on demand, in memory. StartTrigger starts a run of each of the trigger's jobs. */
final class Triggers {
    private final Definitions triggers = new Definitions("Trigger");
    private final JobRuns runs;

    Triggers(JobRuns runs) {
        this.runs = runs;
    }

    ObjectNode createTrigger(Input input) throws ServiceException {
        String name = input.requiredText("Name");
        if (!input.requiredText("Type").equals("ON_DEMAND")) {
            throw new ServiceException("InvalidInputException", "the local stack has triggers of type ON_DEMAND only");
        }
        triggers.create(name, input.node().deepCopy());
        return named(name);
    }

    ObjectNode getTrigger(Input input) throws ServiceException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Trigger", triggers.require(input.requiredText("Name")));
        return answer;
    }

    ObjectNode startTrigger(Input input) throws ServiceException {
        String name = input.requiredText("Name");
        for (var action : triggers.require(name).path("Actions")) {
            var unused = runs.start(action.path("JobName").asText(), Optional.of(name), action);
        }
        return named(name);
    }

    private static ObjectNode named(String name) {
        return JsonNodeFactory.instance.objectNode().put("Name", name);
    }
}
