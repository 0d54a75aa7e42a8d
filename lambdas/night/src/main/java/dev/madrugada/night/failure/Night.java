package dev.madrugada.night.failure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.PinnedFolder;
import dev.madrugada.common.lambda.LambdaEvent;
import java.net.URI;

/**
 * The failed night, as its notification describes it.
 *
 * @param name the dataset's name; empty before plan has read the contract
 * @param date the arrival day; empty before plan has chosen it
 * @param command the command that starts the night again
 * @param unpinned the URI of the dataset without its digest, if the command names a published folder; empty otherwise
 */
public record Night(String name, String date, String runId, String execution, String command, String unpinned) {
    /** The local stack's state machine has this name instead of an ARN. */
    private static final String ON_A_LAPTOP = "local";

    /** The night of a failure function's event. */
    public static Night of(LambdaEvent event) {
        JsonNode given = event.document().path("state").path("resume");
        JsonNode resume = given.isObject() ? given : event.document().path("input");
        return new Night(
                event.value("name"),
                event.value("date"),
                event.value("run-id"),
                event.execution(),
                command(event, resume),
                unpinned(resume.path("dataset").asText()));
    }

    String title() {
        return name.isEmpty() ? "" : name + " " + date + ": ";
    }

    String identity() {
        return (runId.isEmpty() ? "" : ", run " + runId) + (execution.isEmpty() ? "" : ", execution " + execution);
    }

    /** What a repair of the dataset needs; empty if the night did not take a published folder. */
    String pin() {
        return unpinned.isEmpty()
                ? ""
                : "\nThis keeps the dataset as the night took it. If the dataset was corrected and published since, give"
                        + " \"dataset\": \"" + unpinned + "\" instead.";
    }

    private static String unpinned(String dataset) {
        try {
            URI folder = FolderUri.parse(dataset);
            return PinnedFolder.isPinned(folder) ? PinnedFolder.dataset(folder).toString() : "";
        } catch (IllegalArgumentException noFolder) {
            return "";
        }
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
