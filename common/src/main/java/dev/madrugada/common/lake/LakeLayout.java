package dev.madrugada.common.lake;

import dev.madrugada.common.run.Stage;
import java.net.URI;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Where things lie below a lake's root.
 *
 * @param root ends in a slash
 */
public record LakeLayout(URI root) {
    /** The partition column of raw and quarantine: the arrival day, in UTC. */
    public static final String ARRIVAL_DAY = "dt";

    public static Partition arrivalDay(LocalDate day) {
        return new Partition(ARRIVAL_DAY, day);
    }

    public LakeTable raw(String dataset) {
        return table(LakeTable.Area.RAW, dataset);
    }

    public LakeTable curated(String dataset) {
        return table(LakeTable.Area.CURATED, dataset);
    }

    public LakeTable quarantine(String dataset) {
        return table(LakeTable.Area.QUARANTINE, dataset);
    }

    public URI verdict(String dataset, Partition partition) {
        return root.resolve("quality/" + dataset + "/" + partition + "/verdict.json");
    }

    public URI runRecord(String dataset, LocalDate date, Stage stage) {
        return root.resolve("runs/" + dataset + "/" + date + "/" + stage.name().toLowerCase(Locale.ROOT) + ".json");
    }

    /** What a failed run of a stage leaves for people to see. */
    public URI failedRun(String dataset, LocalDate date, Stage stage) {
        return root.resolve(
                "runs/" + dataset + "/" + date + "/failed/" + stage.name().toLowerCase(Locale.ROOT) + ".json");
    }

    /** Where transforms of a day note which partitions they are about to publish. */
    public URI affected(String dataset, LocalDate date) {
        return root.resolve("runs/" + dataset + "/" + date + "/touched/");
    }

    /** {@code reports/<dataset>/dt=<date>/<name>}. */
    public URI report(String dataset, LocalDate date, String name) {
        return root.resolve("reports/" + dataset + "/" + arrivalDay(date) + "/" + name);
    }

    /** Where a load writes the manifest that COPY reads. */
    public URI copyManifest(String dataset, Partition partition, String name) {
        return root.resolve("loads/" + dataset + "/" + partition + "/" + name + ".manifest");
    }

    private LakeTable table(LakeTable.Area area, String dataset) {
        return new LakeTable(area, dataset, root.resolve(area.folder() + "/" + dataset + "/"));
    }
}
