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

class PartitionCommitsTest {
    private static final Partition DAY = LakeLayout.arrivalDay(LocalDate.of(2001, 1, 1));
    private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).raw("flights");
    private static final URI FIRST_GENERATION =
            URI.create("s3://lake/raw/flights/_published/dt=2001-01-01/0000000001.json");

    /** So far in the past that garbage collection deletes today's files, unless another rule keeps them. */
    private final SettableClock clock = new SettableClock(Instant.now().minus(Duration.ofDays(30)));

    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final PartitionCommits commits = new PartitionCommits(store, TABLE, catalog, clock);

    @Test
    void showsNothingBeforeTheFirstPublication() {
        staged("one", "content-1");

        assertThat(commits.current(DAY)).isEmpty();
        assertThatThrownBy(() -> commits.require(DAY))
                .hasMessageStartingWith("InputMissing: raw/flights dt=2001-01-01: nothing is published there");
    }

    @Test
    void publishesTheFirstGeneration() {
        Manifest published = commits.publish(staged("one", "content-1"));

        assertThat(published.generation()).isEqualTo(1);
        assertThat(published.publishedAt()).isEqualTo(clock.instant());
        assertThat(store.read(FIRST_GENERATION)).isPresent();
        assertThat(commits.require(DAY)).isEqualTo(published);
        assertThat(catalog.location(DAY)).contains(published.location());
    }

    @Test
    void whatLiesInAHiddenFolderIsNoGeneration() {
        Manifest published = commits.publish(staged("one", "content-1"));
        URI folder = FIRST_GENERATION.resolve(".");
        store.write(folder.resolve("_old/dt=2001-01-01/0000000007.json"), new byte[0]);
        store.write(folder.resolve(".trash/dt=2001-01-01/0000000008.json"), new byte[0]);

        assertThat(commits.require(DAY)).isEqualTo(published);
        assertThat(commits.publish(staged("two", "content-2")).generation()).isEqualTo(2);
    }

    @Test
    void publishesOtherContentAsTheNextGeneration() {
        commits.publish(staged("one", "content-1"));
        Manifest next = commits.publish(staged("two", "content-2"));

        assertThat(next.generation()).isEqualTo(2);
        assertThat(commits.require(DAY)).isEqualTo(next);
        assertThat(catalog.location(DAY)).contains(next.location());
    }

    @Test
    void countsGenerationsAsNumbers() {
        for (int generation = 1; generation <= 11; generation++) {
            commits.publish(staged("run-" + generation, "content-" + generation));
        }

        assertThat(commits.require(DAY).generation()).isEqualTo(11);
    }

    @Test
    void keepsDaysApart() {
        commits.publish(staged("one", "content-1"));

        assertThat(commits.current(LakeLayout.arrivalDay(LocalDate.of(2001, 1, 2))))
                .isEmpty();
    }

    @Test
    void doesNotPublishUnchangedContentAgainAndDropsItsFiles() {
        Manifest first = commits.publish(staged("one", "content-1"));
        StagedPartition again = staged("two", "content-1");

        Manifest after = commits.publish(again);

        assertThat(after).isEqualTo(first);
        assertThat(store.list(TABLE.generations(DAY))).hasSize(1);
        assertThat(store.list(again.location())).isEmpty();
        assertThat(store.list(first.location())).isNotEmpty();
    }

    @Test
    void publishesUnchangedContentAgainWhereAFileOfItIsLost() {
        Manifest first = commits.publish(staged("one", "content-1"));
        Generation generation = first.identity();
        store.delete(first.uris());

        assertThat(commits.isCurrent(generation)).isFalse();
        Manifest mended = commits.publish(staged("two", "content-1"));

        assertThat(mended.generation()).isEqualTo(2);
        assertThat(mended.location()).isEqualTo(folder("two"));
        assertThat(commits.isCurrent(mended.identity())).isTrue();
        assertThat(catalog.location(DAY)).contains(folder("two"));
    }

    @Test
    void publishesUnchangedContentAgainWhereAFileOfItIsCutShort() {
        Manifest first = commits.publish(staged("one", "content-1"));
        store.write(first.uris().get(0), new byte[] {'o'});

        assertThat(commits.isCurrent(first.identity())).isFalse();
        assertThat(commits.publish(staged("two", "content-1")).generation()).isEqualTo(2);
    }

    @Test
    void pointsTheCatalogWhereADeadRunDidNot() {
        PartitionCommits withoutCatalog = new PartitionCommits(store, TABLE, PartitionCatalog.NONE, clock);
        Manifest first = withoutCatalog.publish(staged("one", "content-1"));

        commits.publish(staged("two", "content-1"));

        assertThat(catalog.location(DAY)).contains(first.location());
    }

    @Test
    void losesToARunThatPublishedMeanwhile() {
        RacedStore raced =
                RacedStore.before(store, FIRST_GENERATION, () -> commits.publish(staged("theirs", "content-2")));
        PartitionCommits ours = new PartitionCommits(raced, TABLE, catalog, clock);
        StagedPartition staged = staged("ours", "content-1");

        assertThatThrownBy(() -> ours.publish(staged))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("PublicationConflict: raw/flights dt=2001-01-01:"
                        + " another run published generation 1 since this one read its inputs,"
                        + " when it was generation 0");
        assertThat(commits.require(DAY).runId()).isEqualTo("theirs");
        assertThat(catalog.location(DAY)).contains(commits.require(DAY).location());
    }

    @Test
    void anOlderRunThatEndsLaterDoesNotGoBack() {
        commits.publish(staged("before", "content-0"));
        StagedPartition older = staged("older", "content-1");
        Manifest newer = commits.publish(staged("newer", "content-2"));

        assertThatThrownBy(() -> commits.publish(older))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("PublicationConflict: raw/flights dt=2001-01-01: another run published"
                        + " generation 2 since this one read its inputs, when it was generation 1");
        assertThat(commits.require(DAY)).isEqualTo(newer);
        assertThat(catalog.location(DAY)).contains(newer.location());
    }

    @Test
    void anOlderRunWithTheSameContentFindsItPublished() {
        StagedPartition older = staged("older", "content-1");
        Manifest newer = commits.publish(staged("newer", "content-1"));

        assertThat(commits.publish(older)).isEqualTo(newer);
    }

    @Test
    void aNameThatCollectionSetFreeIsNotPublishedAgain() {
        StagedPartition older = staged("older", "content-0");
        for (String run : List.of("one", "two", "three")) {
            commits.publish(staged(run, "content of " + run));
        }
        clock.advance(Duration.ofHours(25));
        commits.collectGarbage(DAY);
        assertThat(store.read(FIRST_GENERATION)).isEmpty();

        assertThatThrownBy(() -> commits.publish(older)).hasMessageStartingWith("PublicationConflict: ");
        assertThat(store.read(FIRST_GENERATION)).isEmpty();
    }

    @Test
    void publishesOtherFilesWithTheSameRowsAsTheNextGeneration() {
        Manifest first = commits.publish(staged("one", "content-1"));

        Manifest rewritten = commits.rewrite(staged("merged", "content-1"));

        assertThat(rewritten.generation()).isEqualTo(2);
        assertThat(rewritten.location()).isEqualTo(folder("merged"));
        assertThat(catalog.location(DAY)).contains(folder("merged"));
        assertThat(store.list(first.location())).isNotEmpty();
    }

    @Test
    void refusesToRewriteAsOtherContentOrOverANewerGeneration() {
        commits.publish(staged("one", "content-1"));
        StagedPartition older = staged("older", "content-1");

        assertThatThrownBy(() -> commits.rewrite(staged("wrong", "content-2")))
                .hasMessageStartingWith("ConservationViolated: raw/flights dt=2001-01-01: the files below "
                        + folder("wrong") + " have other content than generation 1; ");
        Manifest newer = commits.publish(staged("newer", "content-3"));
        assertThatThrownBy(() -> commits.rewrite(older)).hasMessageStartingWith("PublicationConflict: ");
        assertThat(commits.require(DAY)).isEqualTo(newer);
        assertThat(catalog.location(DAY)).contains(newer.location());
    }

    @Test
    void expectedGenerationIsTheGreatestOfEveryPartition() {
        Partition other = LakeLayout.arrivalDay(LocalDate.of(2001, 1, 2));
        assertThat(commits.expected().of(DAY)).isZero();
        commits.publish(staged("one", "content-1"));
        ExpectedGenerations before = commits.expected();
        commits.publish(staged("two", "content-2"));

        assertThat(before.of(DAY)).isEqualTo(1);
        assertThat(commits.expected().of(DAY)).isEqualTo(2);
        assertThat(commits.expected().of(other)).isZero();
    }

    @Test
    void pointsTheCatalogUntilItAgreesWithWhatIsPublished() {
        PartitionCommits other = new PartitionCommits(store, TABLE, PartitionCatalog.NONE, clock);
        catalog.afterPointing(() -> {
            catalog.afterPointing(() -> {});
            other.publish(staged("later", "content-2"));
        });

        commits.publish(staged("one", "content-1"));

        assertThat(commits.require(DAY).runId()).isEqualTo("later");
        assertThat(catalog.location(DAY)).contains(folder("later"));
        assertThat(catalog.pointed()).containsExactly(folder("one"), folder("later"));
    }

    @Test
    void neverPointsTheCatalogBackToAnOlderGeneration() {
        PartitionCommits other = new PartitionCommits(store, TABLE, catalog, clock);
        RacedStore raced = RacedStore.after(store, FIRST_GENERATION, () -> other.publish(staged("later", "content-2")));

        new PartitionCommits(raced, TABLE, catalog, clock).publish(staged("one", "content-1"));

        assertThat(catalog.pointed()).containsExactly(folder("later"));
    }

    @Test
    void givesUpOnACatalogThatNeverAgrees() {
        PartitionCatalog stubborn = new PartitionCatalog() {
            @Override
            public java.util.Optional<URI> location(Partition partition) {
                return java.util.Optional.of(URI.create("s3://elsewhere/"));
            }

            @Override
            public void pointTo(Partition partition, URI location) {}
        };

        assertThatThrownBy(
                        () -> new PartitionCommits(store, TABLE, stubborn, clock).publish(staged("one", "content-1")))
                .hasMessageStartingWith("SinkUnavailable: raw/flights dt=2001-01-01: the catalog's location");
    }

    @Test
    void collectsAllButTheLastTwoGenerations() {
        for (String run : List.of("one", "two", "three", "four")) {
            commits.publish(staged(run, "content of " + run));
        }
        clock.advance(Duration.ofHours(25));

        commits.collectGarbage(DAY);

        assertThat(store.list(TABLE.generations(DAY))).hasSize(2);
        assertThat(store.list(folder("one"))).isEmpty();
        assertThat(store.list(folder("two"))).isEmpty();
        assertThat(store.list(folder("three"))).isNotEmpty();
        assertThat(store.list(folder("four"))).isNotEmpty();
        assertThat(commits.require(DAY).runId()).isEqualTo("four");
    }

    @Test
    void keepsGenerationsThatReadersUnderWayMayNeed() {
        for (String run : List.of("one", "two", "three")) {
            commits.publish(staged(run, "content of " + run));
        }
        clock.advance(Duration.ofHours(23));

        commits.collectGarbage(DAY);

        assertThat(store.list(TABLE.generations(DAY))).hasSize(3);
        assertThat(store.list(folder("one"))).isNotEmpty();
    }

    @Test
    void keepsAnOldGenerationThatWasCurrentUntilNow() {
        commits.publish(staged("one", "content-1"));
        clock.advance(Duration.ofDays(3));
        commits.publish(staged("two", "content-2"));
        commits.publish(staged("three", "content-3"));

        commits.collectGarbage(DAY);

        assertThat(store.list(folder("one"))).isNotEmpty();
    }

    @Test
    void collectsWhatDeadRunsLeftAndKeepsWhatRunsUnderWayWrite() {
        commits.publish(staged("one", "content-1"));
        staged("dead", "content-2");
        clock.advance(Duration.ofDays(30));
        staged("under-way", "content-3");

        commits.collectGarbage(DAY);

        assertThat(store.list(folder("dead"))).isEmpty();
        assertThat(store.list(folder("under-way"))).isNotEmpty();
        assertThat(store.list(folder("one"))).isNotEmpty();
    }

    @Test
    void knowsWhetherAnOutputIsStillThePublishedOne() {
        Manifest first = commits.publish(staged("one", "content-1"));
        Generation generation = first.identity();
        assertThat(commits.isCurrent(generation)).isTrue();
        assertThat(commits.isCurrent(new Generation(DAY, 1, new Digest("content-2"))))
                .isFalse();
        assertThat(commits.requireCurrent(generation)).isEqualTo(first);

        commits.publish(staged("two", "content-2"));
        commits.publish(staged("three", "content-1"));

        assertThat(commits.isCurrent(generation)).isFalse();
        assertThatThrownBy(() -> commits.requireCurrent(generation))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("PublicationConflict: " + TABLE + " " + DAY
                        + ": generation 3 is published, and the night's record lists 1; another run published since");
    }

    /** Writes a run's file on top of what is published now, as a run does before it publishes. */
    private StagedPartition staged(String run, String content) {
        byte[] file = run.getBytes(StandardCharsets.UTF_8);
        store.write(folder(run).resolve("part.parquet"), file);
        return new StagedPartition(
                DAY,
                commits.expected().of(DAY),
                run,
                folder(run),
                List.of(new DataFile(
                        "part.parquet", 2, file.length, Digest.sha256(file).text())),
                Map.of(),
                new Digest(content));
    }

    private static URI folder(String run) {
        return TABLE.runFolder(DAY, run);
    }
}
