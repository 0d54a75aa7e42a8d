package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.lambda.LambdaEvent;

/**
 * The failed night, as its notification describes it.
 *
 * @param name the dataset's name; empty before plan has read the contract
 * @param date the arrival day; empty before plan has chosen it
 * @param command the command that starts the night again
 */
public record Night(String name, String date, String runId, String execution, String command) {
    /** The local stack's state machine has this name instead of an ARN. */
    private static final String ON_A_LAPTOP = "local";

    /** The night of a failure function's event. */
    public static Night of(LambdaEvent event) {
        JsonNode resume = event.document().path("state").path("resume");
        return new Night(
                event.value("name"),
                event.value("date"),
                event.value("run-id"),
                event.execution(),
                command(event, resume.isObject() ? resume : event.document().path("input")));
    }

    String title() {
        return name.isEmpty() ? "" : name + " " + date + ": ";
    }

    String identity() {
        return (runId.isEmpty() ? "" : ", run " + runId) + (execution.isEmpty() ? "" : ", execution " + execution);
    }

    private static String command(LambdaEvent event, JsonNode input) {
        String machine = event.setting("state-machine");
        if (machine.equals(ON_A_LAPTOP)) {
            String date = event.value("date");
            return "scripts/run-local.sh" + (date.isEmpty() ? "" : " --date " + date)
                    + " (and the other options of this run)";
        }
        return "aws stepfunctions start-execution --state-machine-arn "
                + (machine.isEmpty() ? "<the state machine>" : machine) + " --input '"
                + input.toString().replace("'", "'\\''") + "'";
    }
}
