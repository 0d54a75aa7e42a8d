package dev.madrugada.formats;

import static dev.madrugada.formats.TestTable.COLUMNS;
import static dev.madrugada.formats.TestTable.MONDAY;
import static dev.madrugada.formats.TestTable.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.formats.TestTable.Format;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableFormatTest {
    private static final List<dev.madrugada.common.lake.Partition> BOTH = List.of(MONDAY, TUESDAY);

    /** Ends a run as kill -9 does: from then on, nothing that the run does has an effect. */
    private static final class Killer implements HookedStore.Hook {
        /** Not an exception that a run could handle. */
        private static final class Killed extends Error {
            private static final long serialVersionUID = 1L;
        }

        private final int at;
        private final boolean isStepDone;
        private int step;
        private boolean isDead;

        Killer(int at, boolean isStepDone) {
            this.at = at;
            this.isStepDone = isStepDone;
        }

        /** Commits both partitions; returns whether the run came to its end. */
        boolean survives(TestTable table) {
            try {
                var unused = table.hooked(this).format().commit("killed", BOTH);
            } catch (RuntimeException | Killed ended) {
                if (!isDead) {
                    throw ended;
                }
            }
            return !isDead;
        }

        @Override
        public synchronized void before(String operation) {
            if (isDead || (step == at && !isStepDone)) {
                isDead = true;
                throw new Killed();
            }
        }

        @Override
        public synchronized void after(String operation) {
            if (step == at) {
                isDead = true;
                throw new Killed();
            }
            step++;
        }
    }

    /** Loses the answers of commits. */
    private static final class AnswerLost implements HookedStore.Hook {
        @Override
        public void before(String step) {}

        @Override
        public void after(String step) {
            if (step.equals("replace entry") || step.matches("create .*/_delta_log/.*")) {
                throw Fault.of(ErrorCode.SinkUnavailable)
                        .at("test")
                        .what("no answer")
                        .because("the connection was lost")
                        .fix("try again")
                        .exception();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void commitsAllPartitionsInOneVersionAndOnlyOnce(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 2);
        table.publish(TUESDAY, "a", "t1", 1);

        CommittedVersion first = table.format().commit("a", BOTH);
        CommittedVersion again = table.format().commit("b", BOTH);

        assertThat(first.replaced()).containsExactly(MONDAY, TUESDAY);
        assertThat(again).isEqualTo(new CommittedVersion(first.version(), List.of()));
        assertThat(table.format().files()).hasSize(3).isEqualTo(table.published());
        assertThat(table.runs()).containsExactly("a");
        assertThat(table.contents(TUESDAY)).containsExactly("t1");
    }

    @ParameterizedTest
    @EnumSource
    void replacesOnlyTheGivenPartitions(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 1);
        table.publish(TUESDAY, "a", "t1", 1);
        Set<URI> before = table.published();
        var unused = table.format().commit("a", BOTH);
        table.publish(MONDAY, "b", "m2", 1);
        table.publish(TUESDAY, "b", "t2", 2);

        var monday = table.format().commit("b", List.of(MONDAY));

        assertThat(monday.replaced()).containsExactly(MONDAY);
        assertThat(table.format().files())
                .hasSize(2)
                .filteredOn(before::contains)
                .singleElement()
                .asString()
                .contains(TUESDAY.toString());
    }

    @ParameterizedTest
    @EnumSource
    void makesANewTableOfAllPublishedPartitions(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 1);
        table.publish(TUESDAY, "b", "t1", 1);

        var unused = table.format().commit("b", List.of(TUESDAY));

        assertThat(table.format().files()).hasSize(2).isEqualTo(table.published());
    }

    @ParameterizedTest
    @EnumSource
    void emptiesAPartition(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "none", 0);
        var created = table.format().commit("a", List.of(MONDAY));
        assertThat(table.format().files()).isEmpty();
        table.publish(MONDAY, "b", "m1", 1);
        var filled = table.format().commit("b", List.of(MONDAY));
        table.publish(MONDAY, "c", "none", 0);

        var emptied = table.format().commit("c", List.of(MONDAY));

        assertThat(emptied.replaced()).containsExactly(MONDAY);
        assertThat(table.format().files()).isEmpty();
        assertThat(created.version()).isLessThan(filled.version());
    }

    @ParameterizedTest
    @EnumSource
    void isOldOrNewWhereverARunIsKilledAndTheNextRunConverges(Format format) {
        int steps = 0;
        for (boolean isAlive = false; !isAlive; steps++) {
            for (boolean isStepDone : new boolean[] {false, true}) {
                TestTable table = new TestTable(format);
                table.publish(MONDAY, "a", "m1", 1);
                table.publish(TUESDAY, "a", "t1", 1);
                var unused = table.format().commit("a", BOTH);
                Set<URI> old = table.published();
                table.publish(MONDAY, "b", "m2", 2);
                table.publish(TUESDAY, "b", "t2", 1);

                isAlive = new Killer(steps, isStepDone).survives(table);

                assertThat(table.format().files()).as("step %d", steps).isIn(old, table.published());
                unused = table.format().commit("c", BOTH);
                assertThat(table.format().files()).isEqualTo(table.published());
                assertThat(table.contents(MONDAY)).containsExactly("m1", "m2");
            }
        }
        assertThat(steps).isGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource
    void isCreatedWhereverTheFirstRunIsKilled(Format format) {
        int steps = 0;
        for (boolean isAlive = false; !isAlive; steps++) {
            TestTable table = new TestTable(format);
            table.publish(MONDAY, "a", "m1", 1);
            isAlive = new Killer(steps, steps % 2 == 0).survives(table);

            var unused = table.format().commit("b", BOTH);

            assertThat(table.format().files()).isEqualTo(table.published());
            assertThat(table.contents(MONDAY)).containsExactly("m1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverCommitsTwiceWhatWasCommittedAndNotAnswered(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 1);
        var unused = table.format().commit("a", BOTH);
        table.publish(MONDAY, "b", "m2", 1);

        assertThatThrownBy(() -> table.hooked(new AnswerLost()).format().commit("b", BOTH))
                .hasMessageContaining("SinkUnavailable");
        CommittedVersion again = table.format().commit("b", BOTH);

        assertThat(again.replaced()).isEmpty();
        assertThat(table.runs()).containsExactly("a", "b");
        assertThat(table.format().files()).isEqualTo(table.published());
    }

    @ParameterizedTest
    @EnumSource
    void endsIfAnotherCommitComesFirst(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 1);
        var unused = table.format().commit("a", BOTH);
        table.publish(MONDAY, "b", "m2", 1);
        table.publish(TUESDAY, "c", "t1", 1);
        HookedStore.Hook rival = new HookedStore.Hook() {
            private boolean hasActed;

            @Override
            public void before(String step) {
                if (!hasActed && (step.equals("replace entry") || step.matches("create .*/_delta_log/.*"))) {
                    hasActed = true;
                    var unused = table.format().commit("c", List.of(TUESDAY));
                }
            }
        };

        assertThatThrownBy(() -> table.hooked(rival).format().commit("b", List.of(MONDAY)))
                .isInstanceOfSatisfying(
                        MadrugadaException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.PublicationConflict))
                .hasMessageContaining("another commit came first");
        unused = table.format().commit("b", BOTH);

        assertThat(table.runs()).containsExactly("a", "c", "b");
        assertThat(table.format().files()).isEqualTo(table.published());
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheFilesOfVersionsThatReadersMayStillRead(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 1);
        var unused = table.format().commit("a", BOTH);
        Set<URI> old = table.published();
        table.publish(MONDAY, "b", "m2", 1);
        unused = table.format().commit("b", BOTH);

        Instant now = Instant.now();
        assertThat(table.format().since(now.minusSeconds(60)))
                .containsAll(old)
                .containsAll(table.published())
                .hasSize(2);
        TestTable later = table.after(Duration.ofHours(25));
        later.publish(MONDAY, "c", "m3", 1);
        unused = later.format().commit("c", BOTH);
        // An Iceberg snapshot whose files are going to be deleted is no snapshot any more; a Delta log keeps its
        // entries.
        assertThat(table.contents(MONDAY))
                .isEqualTo(format == Format.ICEBERG ? List.of("m2", "m3") : List.of("m1", "m2", "m3"));
        assertThat(later.format().since(now.plus(Duration.ofHours(1))))
                .containsAll(later.published())
                .doesNotContainAnyElementsOf(old)
                .hasSize(2);
        assertThat(table.store().list(old.iterator().next())).hasSize(1);
    }

    /** A copied lake: the files and the manifests are there, and the catalog names the old one. */
    @ParameterizedTest
    @EnumSource
    void registersTheTableOfACopiedLake(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 2);
        table.publish(TUESDAY, "a", "t1", 1);
        var unused = table.format().commit("a", BOTH);
        Set<URI> old = table.published();
        TestTable copy = table.copiedTo(URI.create("s3://copy/lake/"));

        CommittedVersion registered = copy.format().register("copied");
        CommittedVersion again = copy.format().register("again");

        assertThat(copy.format().files())
                .isEqualTo(copy.published())
                .hasSize(3)
                .doesNotContainAnyElementsOf(old)
                .allSatisfy(file -> assertThat(file.toString()).startsWith("s3://copy/lake/curated/orders/"));
        assertThat(again).isEqualTo(new CommittedVersion(registered.version(), List.of()));
        copy.publish(MONDAY, "b", "m2", 1);
        unused = copy.format().commit("b", List.of(MONDAY));
        assertThat(copy.format().files()).isEqualTo(copy.published()).hasSize(2);
        assertThat(copy.contents(MONDAY)).containsExactly("m1", "m2");
        if (format == Format.ICEBERG) {
            assertThatThrownBy(() -> table.format().commit("c", BOTH))
                    .as("a night of the old lake")
                    .hasMessageStartingWith("InvalidArguments: curated/orders as Iceberg: ");
        }
    }

    @Test
    void anIcebergTableOfAnotherLakeIsRefusedBeforeAnythingIsPublished() {
        TestTable table = new TestTable(Format.ICEBERG);
        table.publish(MONDAY, "a", "m1", 1);
        var unused = table.format().commit("a", BOTH);
        TestTable copy = table.copiedTo(URI.create("s3://copy/lake/"));

        assertThatThrownBy(() -> copy.format().prepare())
                .hasMessageStartingWith("InvalidArguments: curated/orders as Iceberg: ")
                .hasMessageContaining("s3://lake/curated/orders/_iceberg/metadata/")
                .hasMessageContaining("this lake's table is at s3://copy/lake/curated/orders/")
                .hasMessageContaining("scripts/madrugada register");
        assertThatThrownBy(() -> copy.format().since(Instant.EPOCH)).hasMessageStartingWith("InvalidArguments: ");
    }

    @ParameterizedTest
    @EnumSource
    void addsColumnsInPlace(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 1);
        var unused = table.format().commit("a", BOTH);
        List<Column> more = new ArrayList<>(COLUMNS);
        more.add(1, new Column("price", ColumnType.parse("decimal(10,2)")));
        more.set(
                4,
                new Column(
                        "place", ColumnType.parse("struct<city:varchar(40),at:map<varchar(4),double>,zip:integer>")));

        unused = table.format(more).commit("b", BOTH);
        unused = table.format(more).commit("c", BOTH);

        assertThat(table.format(more).files()).isEqualTo(table.published());
        assertThatThrownBy(() -> table.format(COLUMNS).commit("d", BOTH))
                .hasMessageContaining("InvalidContract: curated/orders as")
                .hasMessageContaining("column price is decimal(10")
                .hasMessageContaining("in the table and not in the contract");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAColumnsOtherType(Format format) {
        TestTable table = new TestTable(format);
        table.publish(MONDAY, "a", "m1", 1);
        var unused = table.format().commit("a", BOTH);
        List<Column> other = new ArrayList<>(COLUMNS);
        other.set(0, new Column("id", ColumnType.parse("varchar(20)")));

        assertThatThrownBy(() -> table.format(other).commit("b", BOTH))
                .hasMessageContaining("column id is long in the table and string in the contract");
    }
}
