package dev.madrugada.common.lake;

import dev.madrugada.common.time.ArrivalHour;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;

/**
 * The paths below a lake's root.
 *
 * @param root the root's URI, ending in a slash
 */
public record LakeLayout(URI root) {
    /**
     * The partition column of raw and of quarantine. In quarantine, its value is the arrival day in the dataset's
     * day-zone; in raw, the date of the hour in UTC.
     */
    public static final String ARRIVAL_DAY = "dt";

    /** The partition of a night's arrival day in quarantine. */
    public static Partition arrivalDay(LocalDate day) {
        return new Partition(ARRIVAL_DAY, day);
    }

    /** The partition of an hour in raw: {@code dt=<date in UTC>/hour=<hour in UTC>}. */
    public static Partition arrivalHour(ArrivalHour hour) {
        OffsetDateTime start = hour.start().atOffset(ZoneOffset.UTC);
        return new Partition(ARRIVAL_DAY, start.toLocalDate(), OptionalInt.of(start.getHour()));
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

    /** The tables of a dataset. */
    public List<LakeTable> tables(String dataset) {
        return List.of(raw(dataset), curated(dataset), quarantine(dataset));
    }

    /** The latest verdict on a partition. */
    public URI verdict(String dataset, Partition partition) {
        return verdicts(dataset, partition).resolve("verdict.json");
    }

    /** The verdict on a content of a partition. */
    public URI verdict(String dataset, Partition partition, Digest content) {
        return verdicts(dataset, partition).resolve(fileName(content) + ".json");
    }

    /** The release of a content of a partition that has failed its rules. */
    public URI release(String dataset, Partition partition, Digest content) {
        return verdicts(dataset, partition).resolve(fileName(content) + ".release.json");
    }

    /** The folder of a dataset's verdicts: {@code quality/<dataset>/}. */
    public URI verdicts(String dataset) {
        return root.resolve("quality/" + dataset + "/");
    }

    private URI verdicts(String dataset, Partition partition) {
        return verdicts(dataset).resolve(partition + "/");
    }

    /** A digest's text without colons, which not every file system has in names. */
    private static String fileName(Digest content) {
        return content.text().replace(':', '-');
    }

    /** The folder of all run records: {@code runs/}. */
    public URI runs() {
        return root.resolve("runs/");
    }

    /** The folder of a dataset's run records: {@code runs/<dataset>/}. */
    public URI runs(String dataset) {
        return runs().resolve(dataset + "/");
    }

    /** The folder of a night's run records: {@code runs/<dataset>/<date>/}. */
    public URI runs(String dataset, LocalDate date) {
        return runs(dataset).resolve(date + "/");
    }

    /** {@code reports/<dataset>/dt=<date>/<name>}. */
    public URI report(String dataset, LocalDate date, String name) {
        return root.resolve("reports/" + dataset + "/" + arrivalDay(date) + "/" + name);
    }

    /** The manifest that a load writes for COPY. */
    public URI copyManifest(String dataset, Partition partition, String name) {
        return root.resolve("loads/" + dataset + "/" + partition + "/" + name + ".manifest");
    }

    /**
     * A location of this lake as stored records contain it: relative to the lake's root, so that it stays valid in a
     * copy of the lake.
     *
     * @throws IllegalArgumentException if the location is not below the lake's root
     */
    public URI relative(URI location) {
        return relative(root, location);
    }

    static URI relative(URI root, URI location) {
        URI relative = root.relativize(location);
        if (relative.isAbsolute()) {
            throw new IllegalArgumentException(location + " is not below " + root);
        }
        return relative;
    }

    private LakeTable table(LakeTable.Area area, String dataset) {
        return new LakeTable(area, dataset, root.resolve(area.folder() + "/" + dataset + "/"));
    }
}
