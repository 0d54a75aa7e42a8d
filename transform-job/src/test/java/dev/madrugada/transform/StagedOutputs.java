package dev.madrugada.transform;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StagedContent;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** What a transform leaves: it publishes the quarantine and stages curated partitions. */
final class StagedOutputs {
    private StagedOutputs() {}

    /** Publishes what the transform staged, as the gate does if every rule passes. */
    static void publish(RunRecord transform, ObjectStore store, URI lake, PartitionCatalog catalog) {
        PartitionCommits curated = new PartitionCommits(
                store, new LakeLayout(lake).curated(transform.dataset()), catalog, Clock.systemUTC());
        for (StagedContent staged : transform.stagedContents()) {
            curated.publish(staged.requireIn(curated));
        }
    }

    /** Each output as {@code published quarantine/events dt=2001-01-01 2} or {@code staged curated/events …}. */
    static List<String> described(RunRecord transform) {
        return transform.outputs().stream().map(StagedOutputs::described).toList();
    }

    private static String described(Output output) {
        if (output instanceof StagedContent staged) {
            return "staged " + staged.table() + " " + staged.partition() + " " + staged.rows();
        }
        LakePartition published = (LakePartition) output;
        return "published " + published.table() + " " + published.partition() + " " + published.rows();
    }
}
