package dev.madrugada.night;

import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PublicationCandidate;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import java.util.Optional;

/**
 * A staged partition, whose files exist, with the verdict on its content.
 *
 * @param release of this content as this generation; empty if nobody released it
 */
record GatedPartition(PublicationCandidate candidate, Verdict verdict, Optional<Release> release) {
    Partition partition() {
        return candidate.manifest().partition();
    }

    /** Whether the content may be published: it passed its rules, or a person released it. */
    boolean isAccepted() {
        return verdict.passed() || release.isPresent();
    }

    /** The release that was needed; empty if the rules passed. */
    Optional<Release> usedRelease() {
        return release.filter(given -> !verdict.passed());
    }
}
