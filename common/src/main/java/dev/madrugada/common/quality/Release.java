package dev.madrugada.common.quality;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.Partition;
import java.time.Instant;

/**
 * A person's decision to publish content although it has failed a rule that blocks. It holds for one generation with
 * one content: for other content, and for the same content as a later generation, another release is needed.
 *
 * @param version of this form; others are refused
 * @param generation that the content is published as
 * @param by who released it
 * @param reason why, for people
 */
public record Release(
        int version,
        String dataset,
        Partition partition,
        long generation,
        Digest content,
        String by,
        String reason,
        Instant releasedAt) {
    public static final int VERSION = 1;

    public Release {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a release of version " + version + "; this release of Madrugada reads version " + VERSION);
        }
    }

    /** The release of what a verdict is about. */
    public static Release of(Verdict failed, String by, String reason, Instant releasedAt) {
        return new Release(
                VERSION,
                failed.dataset(),
                failed.partition(),
                failed.generation(),
                failed.content(),
                by,
                reason,
                releasedAt);
    }

    /** Whether this is the release of the generation with this content. */
    boolean isOf(Generation curated) {
        return curated.equals(new Generation(partition, generation, content));
    }
}
