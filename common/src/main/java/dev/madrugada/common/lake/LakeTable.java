package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

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

    /**
     * A location of this table as stored records contain it: relative to the table's root, so that it stays valid in a
     * copy of the lake.
     *
     * @throws IllegalArgumentException if the location is not below the table's root
     */
    public URI relative(URI location) {
        return LakeLayout.relative(root, location);
    }

    /**
     * The location in this table for a location in a stored record. Records of the first release contain absolute URIs:
     * of such a URI only the part from the partition on is taken.
     *
     * @return empty if the stored location is not a folder below the partition's
     */
    public Optional<URI> absolute(Partition partition, URI stored) {
        String text = stored.toString();
        String folder = partition + "/";
        String relative = stored.isAbsolute() ? text.substring(text.lastIndexOf("/" + folder) + 1) : text;
        boolean isBelow = relative.startsWith(folder)
                && relative.endsWith("/")
                && relative.length() > folder.length()
                && URI.create(relative).normalize().toString().equals(relative);
        return isBelow ? Optional.of(root.resolve(relative)) : Optional.empty();
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

    /** The folder with the manifests of staged content, of all partitions. */
    URI stagedManifests() {
        return root.resolve("_staged/");
    }

    /** The folder with the manifests of a partition's staged content. */
    public URI stagedManifests(Partition partition) {
        return stagedManifests().resolve(partition + "/");
    }

    /**
     * The manifest of content that is staged in a run folder: {@code _staged/<partition>/<run folder>.json}.
     *
     * @param location the run folder, see {@link #runFolder}
     */
    public URI stagedManifest(Partition partition, URI location) {
        String text = location.toString();
        String folder = text.substring(text.lastIndexOf('/', text.length() - 2) + 1, text.length() - 1);
        return stagedManifests(partition).resolve(folder + ".json");
    }

    @Override
    public String toString() {
        return name().toString();
    }
}
