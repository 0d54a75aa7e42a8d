package dev.madrugada.night;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.StageOutcome.Output;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The partitions of a table that a stage recorded, as they are published now. */
final class PublishedPartitions {
    private final ObjectStore store;
    private final PartitionCommits commits;

    PublishedPartitions(ObjectStore store, LakeTable table, Clock clock) {
        this.store = store;
        this.commits = new PartitionCommits(store, table, PartitionCatalog.NONE, clock);
    }

    /**
     * As {@link #current}, and each file is there with the length that is listed. Contents are not read: their digests
     * are compared by nobody here.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if a file is not as listed
     */
    Manifest intact(Output output) {
        Manifest manifest = current(output);
        requireFiles(output, manifest);
        return manifest;
    }

    /**
     * The manifest of what a stage recorded: still the current one, with as many rows.
     *
     * @throws dev.madrugada.common.error.MadrugadaException PublicationConflict if another run published since;
     *     ConservationViolated if its rows are not as recorded
     */
    Manifest current(Output output) {
        Manifest manifest = commits.require(Partition.parse(output.partition()));
        if (manifest.generation() != output.generation() || !manifest.content().equals(output.content())) {
            throw Fault.of(ErrorCode.PublicationConflict)
                    .at(output.table() + " " + output.partition())
                    .what("generation " + manifest.generation() + " is published, and the night's record lists "
                            + output.generation())
                    .because("another run published since")
                    .fix("run the night again: it starts from what is published now")
                    .exception();
        }
        if (manifest.rows() != output.rows()) {
            throw Fault.of(ErrorCode.ConservationViolated)
                    .at(output.table() + " " + output.partition())
                    .what("its files list " + manifest.rows() + " rows, and the night's record says " + output.rows())
                    .because("the manifest or the record was changed by hand")
                    .fix("run the night again with force")
                    .exception();
        }
        return manifest;
    }

    private void requireFiles(Output output, Manifest manifest) {
        // By path: the same file may be written file:/ and file:///.
        Map<String, Long> there = store.list(manifest.location()).stream()
                .collect(Collectors.toMap(object -> object.uri().getPath(), StoredObject::bytes));
        for (Manifest.DataFile file : manifest.files()) {
            Optional<Long> bytes = Optional.ofNullable(
                    there.get(manifest.location().resolve(file.path()).getPath()));
            if (bytes.isEmpty() || bytes.get() != file.bytes()) {
                throw Fault.of(ErrorCode.InputMissing)
                        .at(output.table() + " " + output.partition())
                        .what(file.path() + " is "
                                + bytes.map(found -> "there with " + found + " bytes")
                                        .orElse("not there")
                                + ", and generation " + manifest.generation() + " lists it with "
                                + file.bytes() + " bytes")
                        .because("something other than a night deleted or changed it below " + manifest.location())
                        .fix("run the night again with force, and see what else writes there")
                        .exception();
            }
        }
    }
}
