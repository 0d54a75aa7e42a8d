package dev.madrugada.common.quality;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.Partition;
import java.time.Instant;

/**
 * A person's decision to publish content although it has failed a rule that blocks. It holds for one generation with
 * one content, and for the generations that a merge of its files makes of it: for other content, and for the same content
 * that a night publishes later, another release is needed.
 *
 * @param version of this form; others are refused
 * @param generation that the content is published as
 * @param by who released it
 * @param reason why, for people
 * @param rewrittenUpTo the last generation that merges of files made of the released one; 0 if there was no merge
 */
public record Release(
        int version,
        String dataset,
        Partition partition,
        long generation,
        Digest content,
        String by,
        String reason,
        Instant releasedAt,
        long rewrittenUpTo) {
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
                releasedAt,
                0);
    }

    /** This release, which also holds for the generation after the given one, whose content stays the same. */
    Release rewrittenAfter(Generation released) {
        return new Release(
                version, dataset, partition, generation, content, by, reason, releasedAt, released.number() + 1);
    }

    /** Whether this is the release of the generation with this content. */
    boolean isOf(Generation curated) {
        return curated.partition().equals(partition)
                && curated.content().equals(content)
                && curated.number() >= generation
                && curated.number() <= Math.max(generation, rewrittenUpTo);
    }
}
