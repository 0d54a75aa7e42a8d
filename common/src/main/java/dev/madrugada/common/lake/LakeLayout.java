package dev.madrugada.common.lake;

import java.net.URI;
import java.time.LocalDate;

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

    /** Where the runs of a night keep their records: {@code runs/<dataset>/<date>/}. */
    public URI runs(String dataset, LocalDate date) {
        return root.resolve("runs/" + dataset + "/" + date + "/");
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
