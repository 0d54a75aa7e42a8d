package dev.madrugada.report.proof;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.quality.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A partition the night loaded.
 *
 * @param name such as {@code departed_on=2001-01-01}
 * @param published rows of the curated partition, as the night's transform recorded them; empty if it recorded none
 * @param loaded rows in the warehouse
 * @param content the digest of what was loaded
 * @param verdict the last one on this partition, if it is about the loaded content
 */
public record LoadedPartition(
        String name, OptionalLong published, long loaded, Digest content, Optional<Verdict> verdict) {
    /** The rules that warn and were not met. */
    public List<Verdict.RuleVerdict> warned() {
        return verdict.map(given -> given.failed(Verdict.Level.WARN)).orElse(List.of());
    }

    public boolean holds() {
        return published.isPresent() && published.getAsLong() == loaded;
    }
}
