package dev.madrugada.common.run;

import dev.madrugada.common.arguments.StageArguments;
import java.net.URI;
import java.time.LocalDate;

/**
 * Identifies a failed attempt, and therefore its failure record.
 *
 * @param lake the lake's root, ending in a slash
 * @param dataset the dataset's name
 * @param stage the stage's name in lower case
 */
public record FailureLocation(URI lake, String dataset, LocalDate date, String runId, String stage, int attempt) {
    static FailureLocation of(StageArguments arguments, StageName stage, String dataset) {
        return new FailureLocation(
                arguments.lake(), dataset, arguments.date(), arguments.runId(), stage.text(), arguments.attempt());
    }

    /** {@code runs/<dataset>/<date>/failures/<run>-<stage>-<attempt>.json}. */
    public URI uri() {
        return lake.resolve(
                "runs/" + dataset + "/" + date + "/failures/" + runId + "-" + stage + "-" + attempt + ".json");
    }
}
