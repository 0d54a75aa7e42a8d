package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.Locale;

/** A table of the lake: {@code <lake>/<area>/<dataset>/}. */
public record LakeTable(Area area, String dataset, URI root) {
    /** The areas of a lake that contain published partitions. */
    public enum Area {
        RAW,
        CURATED,
        QUARANTINE;

        public String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A table's name, without the lake: {@code curated/flights}. JSON uses the same form. */
    public record Name(Area area, String dataset) {
        @JsonCreator
        public static Name parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 1) {
                throw new IllegalArgumentException("'" + text + "' is no table such as curated/flights");
            }
            String area = text.substring(0, slash).toUpperCase(Locale.ROOT);
            return new Name(Area.valueOf(area), text.substring(slash + 1));
        }

        @JsonValue
        @Override
        public String toString() {
            return area.folder() + "/" + dataset;
        }
    }

    public Name name() {
        return new Name(area, dataset);
    }

    /** The folder into which a run writes a partition's new content: {@code <partition>/<run folder>/}. */
    public URI runFolder(Partition partition, String folder) {
        if (folder.contains("=") || folder.contains("/")) {
            throw new IllegalArgumentException("a run's folder holds no '=' and no '/': " + folder);
        }
        return root.resolve(partition + "/" + folder + "/");
    }

    URI partitionFolder(Partition partition) {
        return root.resolve(partition + "/");
    }

    /** The folder with the manifests of all partitions. */
    URI generations() {
        return root.resolve("_published/");
    }

    /** The folder of a partition's manifests. */
    public URI generations(Partition partition) {
        return generations().resolve(partition + "/");
    }

    /**
     * The URI of a generation's manifest. The number has ten digits, so that the order of names is the order of
     * numbers.
     */
    URI generation(Partition partition, long generation) {
        return generations(partition).resolve(String.format(Locale.ROOT, "%010d.json", generation));
    }

    @Override
    public String toString() {
        return name().toString();
    }
}
