package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.lake.Manifest.DataFile;
import dev.madrugada.common.run.StageOutcome.Output;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicationsTest {
    private static final Partition DAY = LakeLayout.arrivalDay(LocalDate.of(2001, 1, 1));
    private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).raw("flights");
    private static final URI FIRST_GENERATION =
            URI.create("s3://lake/raw/flights/_published/dt=2001-01-01/0000000001.json");

    /** Old enough for what is written now to be collected, if nothing else keeps it. */
    private final SettableClock clock = new SettableClock(Instant.now().minus(Duration.ofDays(30)));

    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final Publications publications = new Publications(store, TABLE, catalog, clock);

    @Test
    void showsNothingBeforeTheFirstPublication() {
        draft("one", "content-1");

        assertThat(publications.current(DAY)).isEmpty();
        assertThatThrownBy(() -> publications.require(DAY))
                .hasMessageStartingWith("InputMissing: raw/flights dt=2001-01-01: nothing is published there");
    }

    @Test
    void publishesTheFirstGeneration() {
        Manifest published = publications.publish(draft("one", "content-1"));

        assertThat(published.generation()).isEqualTo(1);
        assertThat(published.publishedAt()).isEqualTo(clock.instant());
        assertThat(store.read(FIRST_GENERATION)).isPresent();
        assertThat(publications.require(DAY)).isEqualTo(published);
        assertThat(catalog.location(DAY)).contains(published.location());
    }

    @Test
    void whatLiesInAHiddenFolderIsNoGeneration() {
        Manifest published = publications.publish(draft("one", "content-1"));
        URI folder = FIRST_GENERATION.resolve(".");
        store.write(folder.resolve("_old/dt=2001-01-01/0000000007.json"), new byte[0]);
        store.write(folder.resolve(".trash/dt=2001-01-01/0000000008.json"), new byte[0]);

        assertThat(publications.require(DAY)).isEqualTo(published);
        assertThat(publications.publish(draft("two", "content-2")).generation()).isEqualTo(2);
    }

    @Test
    void publishesOtherContentAsTheNextGeneration() {
        publications.publish(draft("one", "content-1"));
        Manifest next = publications.publish(draft("two", "content-2"));

        assertThat(next.generation()).isEqualTo(2);
        assertThat(publications.require(DAY)).isEqualTo(next);
        assertThat(catalog.location(DAY)).contains(next.location());
    }

    @Test
    void countsGenerationsAsNumbers() {
        for (int generation = 1; generation <= 11; generation++) {
            publications.publish(draft("run-" + generation, "content-" + generation));
        }

        assertThat(publications.require(DAY).generation()).isEqualTo(11);
    }

    @Test
    void keepsDaysApart() {
        publications.publish(draft("one", "content-1"));

        assertThat(publications.current(LakeLayout.arrivalDay(LocalDate.of(2001, 1, 2))))
                .isEmpty();
    }

    @Test
    void doesNotPublishUnchangedContentAgainAndDropsItsFiles() {
        Manifest first = publications.publish(draft("one", "content-1"));
        Draft again = draft("two", "content-1");

        Manifest after = publications.publish(again);

        assertThat(after).isEqualTo(first);
        assertThat(store.list(TABLE.generations(DAY))).hasSize(1);
        assertThat(store.list(again.location())).isEmpty();
        assertThat(store.list(first.location())).isNotEmpty();
    }

    @Test
    void publishesUnchangedContentAgainWhereAFileOfItIsLost() {
        Manifest first = publications.publish(draft("one", "content-1"));
        Output output = Output.of(TABLE, first);
        store.delete(first.uris());

        assertThat(publications.isCurrent(output)).isFalse();
        Manifest mended = publications.publish(draft("two", "content-1"));

        assertThat(mended.generation()).isEqualTo(2);
        assertThat(mended.location()).isEqualTo(folder("two"));
        assertThat(publications.isCurrent(Output.of(TABLE, mended))).isTrue();
        assertThat(catalog.location(DAY)).contains(folder("two"));
    }

    @Test
    void publishesUnchangedContentAgainWhereAFileOfItIsCutShort() {
        Manifest first = publications.publish(draft("one", "content-1"));
        store.write(first.uris().get(0), new byte[] {'o'});

        assertThat(publications.isCurrent(Output.of(TABLE, first))).isFalse();
        assertThat(publications.publish(draft("two", "content-1")).generation()).isEqualTo(2);
    }

    @Test
    void pointsTheCatalogWhereADeadRunDidNot() {
        Publications withoutCatalog = new Publications(store, TABLE, PartitionCatalog.NONE, clock);
        Manifest first = withoutCatalog.publish(draft("one", "content-1"));

        publications.publish(draft("two", "content-1"));

        assertThat(catalog.location(DAY)).contains(first.location());
    }

    @Test
    void losesToARunThatPublishedMeanwhile() {
        RacedStore raced =
                RacedStore.before(store, FIRST_GENERATION, () -> publications.publish(draft("theirs", "content-2")));
        Publications ours = new Publications(raced, TABLE, catalog, clock);
        Draft draft = draft("ours", "content-1");

        assertThatThrownBy(() -> ours.publish(draft))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("PublicationConflict: raw/flights dt=2001-01-01:"
                        + " another run published generation 1 since this one read its inputs,"
                        + " when it was generation 0");
        assertThat(publications.require(DAY).runId()).isEqualTo("theirs");
        assertThat(catalog.location(DAY)).contains(publications.require(DAY).location());
    }

    @Test
    void anOlderRunThatEndsLaterDoesNotGoBack() {
        publications.publish(draft("before", "content-0"));
        Draft older = draft("older", "content-1");
        Manifest newer = publications.publish(draft("newer", "content-2"));

        assertThatThrownBy(() -> publications.publish(older))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("PublicationConflict: raw/flights dt=2001-01-01: another run published"
                        + " generation 2 since this one read its inputs, when it was generation 1");
        assertThat(publications.require(DAY)).isEqualTo(newer);
        assertThat(catalog.location(DAY)).contains(newer.location());
    }

    @Test
    void anOlderRunWithTheSameContentFindsItPublished() {
        Draft older = draft("older", "content-1");
        Manifest newer = publications.publish(draft("newer", "content-1"));

        assertThat(publications.publish(older)).isEqualTo(newer);
    }

    @Test
    void aNameThatCollectionSetFreeIsNotPublishedAgain() {
        Draft older = draft("older", "content-0");
        for (String run : List.of("one", "two", "three")) {
            publications.publish(draft(run, "content of " + run));
        }
        clock.advance(Duration.ofHours(25));
        publications.collectGarbage(DAY);
        assertThat(store.read(FIRST_GENERATION)).isEmpty();

        assertThatThrownBy(() -> publications.publish(older)).hasMessageStartingWith("PublicationConflict: ");
        assertThat(store.read(FIRST_GENERATION)).isEmpty();
    }

    @Test
    void baselineIsTheGreatestGenerationOfEveryPartition() {
        Partition other = LakeLayout.arrivalDay(LocalDate.of(2001, 1, 2));
        assertThat(publications.baseline().of(DAY)).isZero();
        publications.publish(draft("one", "content-1"));
        Baseline before = publications.baseline();
        publications.publish(draft("two", "content-2"));

        assertThat(before.of(DAY)).isEqualTo(1);
        assertThat(publications.baseline().of(DAY)).isEqualTo(2);
        assertThat(publications.baseline().of(other)).isZero();
    }

    @Test
    void pointsTheCatalogUntilItAgreesWithWhatIsPublished() {
        Publications other = new Publications(store, TABLE, PartitionCatalog.NONE, clock);
        catalog.afterPointing(() -> {
            catalog.afterPointing(() -> {});
            other.publish(draft("later", "content-2"));
        });

        publications.publish(draft("one", "content-1"));

        assertThat(publications.require(DAY).runId()).isEqualTo("later");
        assertThat(catalog.location(DAY)).contains(folder("later"));
        assertThat(catalog.pointed()).containsExactly(folder("one"), folder("later"));
    }

    @Test
    void neverPointsTheCatalogBackToAnOlderGeneration() {
        Publications other = new Publications(store, TABLE, catalog, clock);
        RacedStore raced = RacedStore.after(store, FIRST_GENERATION, () -> other.publish(draft("later", "content-2")));

        new Publications(raced, TABLE, catalog, clock).publish(draft("one", "content-1"));

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

        assertThatThrownBy(() -> new Publications(store, TABLE, stubborn, clock).publish(draft("one", "content-1")))
                .hasMessageStartingWith("SinkUnavailable: raw/flights dt=2001-01-01: the catalog's location");
    }

    @Test
    void collectsAllButTheLastTwoGenerations() {
        for (String run : List.of("one", "two", "three", "four")) {
            publications.publish(draft(run, "content of " + run));
        }
        clock.advance(Duration.ofHours(25));

        publications.collectGarbage(DAY);

        assertThat(store.list(TABLE.generations(DAY))).hasSize(2);
        assertThat(store.list(folder("one"))).isEmpty();
        assertThat(store.list(folder("two"))).isEmpty();
        assertThat(store.list(folder("three"))).isNotEmpty();
        assertThat(store.list(folder("four"))).isNotEmpty();
        assertThat(publications.require(DAY).runId()).isEqualTo("four");
    }

    @Test
    void keepsGenerationsThatReadersUnderWayMayNeed() {
        for (String run : List.of("one", "two", "three")) {
            publications.publish(draft(run, "content of " + run));
        }
        clock.advance(Duration.ofHours(23));

        publications.collectGarbage(DAY);

        assertThat(store.list(TABLE.generations(DAY))).hasSize(3);
        assertThat(store.list(folder("one"))).isNotEmpty();
    }

    @Test
    void keepsAnOldGenerationThatWasCurrentUntilNow() {
        publications.publish(draft("one", "content-1"));
        clock.advance(Duration.ofDays(3));
        publications.publish(draft("two", "content-2"));
        publications.publish(draft("three", "content-3"));

        publications.collectGarbage(DAY);

        assertThat(store.list(folder("one"))).isNotEmpty();
    }

    @Test
    void collectsWhatDeadRunsLeftAndKeepsWhatRunsUnderWayWrite() {
        publications.publish(draft("one", "content-1"));
        draft("dead", "content-2");
        clock.advance(Duration.ofDays(30));
        draft("under-way", "content-3");

        publications.collectGarbage(DAY);

        assertThat(store.list(folder("dead"))).isEmpty();
        assertThat(store.list(folder("under-way"))).isNotEmpty();
        assertThat(store.list(folder("one"))).isNotEmpty();
    }

    @Test
    void knowsWhetherAnOutputIsStillThePublishedOne() {
        Manifest first = publications.publish(draft("one", "content-1"));
        Output output = Output.of(TABLE, first);
        assertThat(publications.isCurrent(output)).isTrue();
        assertThat(publications.isCurrent(new Output("curated/flights", DAY.toString(), 1, 2, "content-1")))
                .isFalse();
        assertThat(publications.isCurrent(new Output(TABLE.toString(), DAY.toString(), 1, 2, "content-2")))
                .isFalse();

        publications.publish(draft("two", "content-2"));
        publications.publish(draft("three", "content-1"));

        assertThat(publications.isCurrent(output)).isFalse();
    }

    /** Writes a run's file on top of what is published now, as a run does before it publishes. */
    private Draft draft(String run, String content) {
        byte[] file = run.getBytes(StandardCharsets.UTF_8);
        store.write(folder(run).resolve("part.parquet"), file);
        return new Draft(
                DAY,
                publications.baseline().of(DAY),
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
