package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.lake.Manifest.DataFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagedPartitionsTest {
    private static final Partition DAY = new Partition("day", LocalDate.of(2001, 1, 1));
    private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).curated("flights");

    private final SettableClock clock = new SettableClock(Instant.now().minus(Duration.ofDays(30)));
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final PartitionCommits commits = new PartitionCommits(store, TABLE, catalog, clock);

    @Test
    void noReaderSeesWhatIsStaged() {
        commits.stage(written("one", "content-1"));

        assertThat(commits.current(DAY)).isEmpty();
        assertThat(commits.expected().of(DAY)).isZero();
        assertThat(catalog.location(DAY)).isEmpty();
    }

    @Test
    void whatIsStagedIsTheGenerationThatItBecomes() {
        StagedPartition staged = written("one", "content-1");
        commits.stage(staged);
        PublicationCandidate candidate = commits.requireCandidate(next(staged), "run-one");

        Manifest published = commits.publish(candidate);

        assertThat(candidate.staged()).contains(staged);
        assertThat(published).isEqualTo(candidate.manifest());
        assertThat(commits.require(DAY)).isEqualTo(published);
        assertThat(catalog.location(DAY)).contains(staged.location());
        assertThat(store.read(TABLE.stagedManifest(DAY, TABLE.runFolder(DAY, "run-one"))))
                .isEmpty();
        assertThat(store.list(staged.location())).hasSize(1);
    }

    @Test
    void whatIsPublishedAlreadyIsFoundAndNotPublishedAgain() {
        StagedPartition staged = written("one", "content-1");
        commits.stage(staged);
        Manifest published = commits.publish(commits.requireCandidate(next(staged), "run-one"));
        catalog.pointTo(DAY, URI.create("s3://elsewhere/"));

        PublicationCandidate again = commits.requireCandidate(next(staged), "run-one");

        assertThat(again.manifest()).isEqualTo(published);
        assertThat(again.staged()).isEmpty();
        assertThat(commits.publish(again)).isEqualTo(published);
        assertThat(catalog.location(DAY)).contains(published.location());
        assertThat(commits.isPublishable(next(staged), "run-one")).isTrue();
    }

    @Test
    void unchangedContentIsTheCurrentGenerationAndItsStagedFilesGo() {
        Manifest first = published("one", "content-1");
        StagedPartition again = written("two", "content-1");
        commits.stage(again);

        PublicationCandidate candidate = commits.requireCandidate(next(again), "run-two");
        assertThat(candidate.manifest()).isEqualTo(first);
        assertThat(commits.publish(candidate)).isEqualTo(first);

        assertThat(store.list(again.location())).isEmpty();
        assertThat(store.list(TABLE.stagedManifests(DAY))).isEmpty();
        assertThat(store.list(first.location())).isNotEmpty();
    }

    @Test
    void aRunThatDiedAfterItsCommitKeepsTheFiles() {
        StagedPartition staged = written("one", "content-1");
        commits.stage(staged);
        commits.publish(staged);

        Manifest published = commits.publish(commits.requireCandidate(next(staged), "run-one"));

        assertThat(published.generation()).isEqualTo(1);
        assertThat(store.list(staged.location())).hasSize(1);
        assertThat(store.list(TABLE.stagedManifests(DAY))).isEmpty();
    }

    @Test
    void otherContentThatIsPublishedSinceIsAConflict() {
        StagedPartition staged = written("one", "content-1");
        commits.stage(staged);
        published("theirs", "content-2");

        assertThat(commits.isPublishable(next(staged), "run-one")).isFalse();
        assertThatThrownBy(() -> commits.requireCandidate(next(staged), "run-one"))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("PublicationConflict: curated/flights day=2001-01-01: generation 1 is published"
                        + " with other content, and the night staged generation 1; another run published");
    }

    @Test
    void stagedContentThatIsGoneIsAConflict() {
        StagedPartition staged = written("one", "content-1");

        assertThat(commits.isPublishable(next(staged), "run-one")).isFalse();
        assertThatThrownBy(() -> commits.requireCandidate(next(staged), "run-one"))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("what the night's record lists as staged is no longer there");
    }

    @Test
    void stagedContentThatLostAFileIsNotPublishable() {
        StagedPartition staged = written("one", "content-1");
        commits.stage(staged);
        assertThat(commits.isPublishable(next(staged), "run-one")).isTrue();

        store.delete(List.of(staged.location().resolve("part.parquet")));

        assertThat(commits.isPublishable(next(staged), "run-one")).isFalse();
        assertThatThrownBy(() -> commits.requireIntact(
                        commits.requireCandidate(next(staged), "run-one").manifest()))
                .hasMessageStartingWith("InputMissing: ");
    }

    @Test
    void aPublishedGenerationThatLostAFileIsReplacedByTheSameContent() {
        Manifest damaged = published("one", "content-1");
        store.delete(damaged.uris());
        StagedPartition again = written("two", "content-1");
        commits.stage(again);

        Manifest mended = commits.publish(commits.requireCandidate(next(again), "run-two"));

        assertThat(mended.generation()).isEqualTo(2);
        assertThat(mended.location()).isEqualTo(again.location());
    }

    @Test
    void oldStagedContentIsCollectedOnceOtherContentIsPublished() {
        StagedPartition failed = written("failed", "content-2");
        commits.stage(failed);
        clock.advance(Duration.ofDays(30));
        commits.collectGarbage(DAY);
        assertThat(commits.isPublishable(next(failed), "run-failed")).isTrue();
        published("other", "content-1");
        StagedPartition young = written("young", "content-3");
        commits.stage(young);

        commits.collectGarbage(DAY);

        assertThat(store.list(failed.location())).isEmpty();
        assertThat(store.read(TABLE.stagedManifest(DAY, TABLE.runFolder(DAY, "run-failed"))))
                .isEmpty();
        assertThat(store.list(young.location())).isNotEmpty();
        assertThat(commits.isPublishable(next(young), "run-young")).isTrue();
    }

    private Manifest published(String run, String content) {
        return commits.publish(written(run, content));
    }

    private static Generation next(StagedPartition staged) {
        return new Generation(DAY, staged.base() + 1, staged.content());
    }

    private StagedPartition written(String run, String content) {
        byte[] file = run.getBytes(StandardCharsets.UTF_8);
        URI location = TABLE.runFolder(DAY, "run-" + run);
        store.write(location.resolve("part.parquet"), file);
        return new StagedPartition(
                DAY,
                commits.expected().of(DAY),
                run,
                location,
                List.of(new DataFile(
                        "part.parquet", 2, file.length, Digest.sha256(file).text())),
                Map.of("a", new Manifest.ColumnFigures(0, "1", "2")),
                new Digest(content));
    }
}
