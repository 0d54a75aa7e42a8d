package dev.madrugada.common.run;

import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stage did.
 *
 * @param outputs what it published, or found published already
 * @param counts records by fate: {@code read}, {@code raw}, {@code curated}, …
 * @param facts what else its record should say, by name
 * @param findings what people should see
 * @param failure why the stage failed although it published something; null if it ended well
 */
public record StageOutcome(
        List<Output> outputs,
        Map<String, Long> counts,
        Map<String, String> facts,
        Findings findings,
        @Nullable Fault failure) {
    /** An outcome that is well. */
    public StageOutcome(List<Output> outputs, Map<String, Long> counts, Map<String, String> facts, Findings findings) {
        this(outputs, counts, facts, findings, null);
    }

    /** An outcome that is well, without findings. */
    public StageOutcome(List<Output> outputs, Map<String, Long> counts, Map<String, String> facts) {
        this(outputs, counts, facts, Findings.NONE);
    }

    /** An output that is a generation of a table's partition, or a single object. */
    public record Output(String table, String partition, long generation, long rows, String content) {
        public static Output of(LakeTable table, Manifest published) {
            return new Output(
                    table.toString(),
                    published.partition(),
                    published.generation(),
                    published.rows(),
                    published.contentDigest().text());
        }

        /** Whether it is what the table's partition holds now, undamaged. */
        public boolean isCurrentIn(PartitionCommits commits) {
            return table.equals(commits.table().toString())
                    && commits.isCurrent(new Generation(Partition.parse(partition), generation, new Digest(content)));
        }
    }
}
