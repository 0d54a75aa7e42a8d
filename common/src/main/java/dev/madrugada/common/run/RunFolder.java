package dev.madrugada.common.run;

import dev.madrugada.common.lake.LakeLayout;
import java.net.URI;
import java.time.LocalDate;

/**
 * The folder in which the runs of a night keep their records: {@code runs/<dataset>/<date>/}.
 *
 * @param uri ends in a slash
 */
public record RunFolder(URI uri) {
    public static RunFolder of(LakeLayout layout, String dataset, LocalDate date) {
        return new RunFolder(layout.runs(dataset, date));
    }

    /** The record of the stage's last run that ended well. */
    public URI recordOf(StageName stage) {
        return uri.resolve(stage.text() + ".json");
    }

    /** The record of the stage's last failed run, if that run had published something. */
    URI failedRecordOf(StageName stage) {
        return uri.resolve("failed/" + stage.text() + ".json");
    }

    /** The folder with the partitions that transforms of the day are about to publish. */
    URI affected() {
        return uri.resolve("affected/");
    }
}
