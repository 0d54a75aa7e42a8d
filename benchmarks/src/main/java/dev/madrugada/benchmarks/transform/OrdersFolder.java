package dev.madrugada.benchmarks.transform;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.benchmarks.process.FileTree;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.RunFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.common.time.ArrivalDay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A folder with the dataset, with a lake whose raw table has the events, and with what the programs wrote. */
record OrdersFolder(Path path) {
    private static final String DATASET = "orders";

    OrdersFolder {
        path = path.toAbsolutePath();
    }

    Path datasetFolder() {
        return path.resolve("dataset");
    }

    URI dataset() {
        return folderUri(datasetFolder());
    }

    URI lake() {
        return folderUri(path.resolve("lake"));
    }

    /** Where a program without a lake writes its rows, partitioned by {@code ordered_on}. */
    Path rowsOf(Contender contender) {
        return path.resolve(contender.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Deletes what the program wrote, so that each run does the same work. */
    void deleteOutput(Contender contender) throws IOException {
        FileTree.delete(rowsOf(contender));
        if (contender == Contender.TRANSFORM) {
            for (String area : List.of("curated", "quarantine", "runs")) {
                FileTree.delete(path.resolve("lake").resolve(area));
            }
        }
    }

    PartitionCommits raw() {
        return commits(layout().raw(DATASET));
    }

    /** The files of raw. */
    List<URI> rawFiles() {
        return PublishedHours.of(raw(), arrivalDay()).manifests().values().stream()
                .flatMap(hour -> hour.uris().stream())
                .toList();
    }

    /** The day on which all events arrive. */
    static ArrivalDay arrivalDay() {
        return new ArrivalDay(OrderEvents.DAY, ZoneOffset.UTC);
    }

    /** The files that the transform job staged as curated. */
    List<URI> curatedFiles() {
        return files(staged());
    }

    List<URI> quarantineFiles() {
        return files(published(layout().quarantine(DATASET)));
    }

    /** The digest of each partition's content. */
    TreeMap<String, String> digests() {
        TreeMap<String, String> digests = new TreeMap<>();
        staged().forEach(manifest -> digests.put(
                layout().curated(DATASET) + " " + manifest.partition(),
                manifest.content().text()));
        published(layout().quarantine(DATASET))
                .forEach(manifest -> digests.put(
                        layout().quarantine(DATASET) + " " + manifest.partition(),
                        manifest.content().text()));
        return digests;
    }

    /** The curated partitions that the transform job staged; none if it did not run on this folder. */
    private List<Manifest> staged() {
        PartitionCommits curated = commits(layout().curated(DATASET));
        return runRecord().stream()
                .flatMap(transform -> transform.stagedContents().stream())
                .sorted(Comparator.comparing(StagedContent::partition))
                .map(content -> content.requireIn(curated).manifest())
                .toList();
    }

    /** The record of the transform job's last run; empty if it did not run on this folder. */
    Optional<RunRecord> runRecord() {
        URI record = RunFolder.of(layout(), DATASET, OrderEvents.DAY).recordOf(StageName.TRANSFORM);
        return new FileObjectStore().read(record).map(bytes -> Json.read(bytes, RunRecord.class, record.toString()));
    }

    private static List<URI> files(List<Manifest> manifests) {
        return manifests.stream().flatMap(manifest -> manifest.uris().stream()).toList();
    }

    private static List<Manifest> published(LakeTable table) {
        PartitionCommits commits = commits(table);
        return commits.expected().generations().keySet().stream()
                .sorted()
                .map((Partition partition) -> commits.require(partition))
                .toList();
    }

    private static PartitionCommits commits(LakeTable table) {
        return new PartitionCommits(new FileObjectStore(), table, PartitionCatalog.NONE, Clock.systemUTC());
    }

    private LakeLayout layout() {
        return new LakeLayout(lake());
    }

    /** {@link Path#toUri} omits the slash at the end if the folder does not exist yet. */
    private static URI folderUri(Path folder) {
        String uri = folder.toUri().toString();
        return URI.create(uri.endsWith("/") ? uri : uri + "/");
    }
}
