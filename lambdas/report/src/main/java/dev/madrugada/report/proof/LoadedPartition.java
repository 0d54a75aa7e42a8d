package dev.madrugada.report.proof;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A partition that the night loaded.
 *
 * @param name such as {@code departed_on=2001-01-01}
 * @param published rows of the curated partition, from the run record of the night's gate; empty if it has none
 * @param loaded rows that the load wrote to the warehouse
 * @param content digest of the loaded content
 * @param verdict the verdict on this content; empty if there is none
 * @param release the decision to publish this content against a failed rule; empty if there is none
 */
public record LoadedPartition(
        String name,
        OptionalLong published,
        long loaded,
        Digest content,
        Optional<Verdict> verdict,
        Optional<Release> release) {
    /** A partition that nobody released. */
    public LoadedPartition(
            String name, OptionalLong published, long loaded, Digest content, Optional<Verdict> verdict) {
        this(name, published, loaded, content, verdict, Optional.empty());
    }

    /** Whether the content passed its rules, or was released. */
    public boolean isAccepted() {
        return verdict.filter(given -> given.passed() || release.isPresent()).isPresent();
    }

    /** The failed rules of level WARN. */
    public List<Verdict.RuleVerdict> warned() {
        return verdict.map(given -> given.failed(Verdict.Level.WARN)).orElse(List.of());
    }

    /** Whether the published and the loaded number of rows are known and equal. */
    public boolean agrees() {
        return published.isPresent() && published.getAsLong() == loaded;
    }
}
