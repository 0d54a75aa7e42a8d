package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.runner.task.TaskInput;

/** Reads the parameters of a step that has only a name. */
final class Named {
    private Named() {}

    static String of(TaskInput input) {
        JsonNode name = input.work().path("Name");
        if (!name.isTextual() || name.textValue().isBlank() || input.work().size() != 1) {
            throw TaskInput.problem(input.kind().field() + " has another form than {\"Name\": …}")
                    .exception();
        }
        return name.textValue();
    }
}
