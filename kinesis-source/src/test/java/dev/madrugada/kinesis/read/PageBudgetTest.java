package dev.madrugada.kinesis.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.kinesis.stream.ShardPage;
import dev.madrugada.kinesis.stream.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageBudgetTest {

    private static final long MIB = 1 << 20;
    private final List<String> granted = new ArrayList<>();

    @Test
    void grantsReservationsInOrderUpToTheCapacity() {
        PageBudget budget = new PageBudget(3 * new PageBudget(64 * MIB).reservation());

        for (String name : List.of("a", "b", "c", "d", "e")) {
            budget.reserve(() -> granted.add(name));
        }
        assertThat(granted).containsExactly("a", "b", "c");

        budget.release(budget.reservation() - 1);
        assertThat(granted).hasSize(3);
        budget.release(1);
        assertThat(granted).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aSmallPageReleasesTheRestOfItsReservation() {
        PageBudget budget = new PageBudget(2 * new PageBudget(64 * MIB).reservation());
        budget.reserve(() -> granted.add("a"));
        budget.reserve(() -> granted.add("b"));
        budget.reserve(() -> granted.add("c"));

        assertThat(budget.charge(page(2, 1_000))).isEqualTo(2 * (1_000 + 256));
        assertThat(granted).containsExactly("a", "b");
        budget.charge(page(0, 0));
        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void waitsUntilTheTaskHasEmittedTheBacklog() {
        PageBudget budget = new PageBudget(1024 * MIB);
        budget.reserve(() -> granted.add("a"));
        long weight = budget.charge(page(1, (int) (8 * MIB)));
        budget.reserve(() -> granted.add("throttled"));
        budget.reserveAfterBacklog(() -> granted.add("b"));
        assertThat(granted).containsExactly("a", "throttled");

        budget.releasePage(weight);
        assertThat(granted).containsExactly("a", "throttled", "b");
    }

    @Test
    void aSmallBudgetAllowsOneRequestAtATime() {
        PageBudget budget = new PageBudget(4 * MIB);
        budget.reserve(() -> granted.add("a"));
        budget.reserve(() -> granted.add("b"));

        assertThat(granted).containsExactly("a");
    }

    @Test
    void limitsRecordsToHalfOfASmallBudget() {
        PageBudget budget = new PageBudget(4 * MIB);
        assertThat(budget.maxRecords(Long.MAX_VALUE)).isEqualTo(2);

        budget.reserve(() -> granted.add("a"));
        budget.releasePage(budget.charge(page(1, 767)));

        assertThat(budget.maxRecords(Long.MAX_VALUE)).isEqualTo(2 * (int) MIB / 1024);
        assertThat(budget.maxRecords(MIB)).isEqualTo((int) MIB / 1024);
        assertThat(new PageBudget(64 * MIB).maxRecords(3 * MIB)).isEqualTo(3);
    }

    @Test
    void fixedMemoryOfAPageDoesNotShrinkTheNextPage() {
        PageBudget budget = new PageBudget(64 << 10);
        budget.reserve(() -> granted.add("a"));
        ShardPage page = page(1, 767);
        ShardPage.Extent withLargeFixedMemory =
                new ShardPage.Extent(page.extent().chargedBytes(), 16 << 10, 0, 0);

        budget.releasePage(budget.charge(new ShardPage(page.records(), page.successor(), 0, withLargeFixedMemory)));

        assertThat(budget.maxRecords(Long.MAX_VALUE)).isEqualTo(32);
    }

    @Test
    void aRecordLargerThanTheBudgetIsReadAlone() {
        PageBudget budget = new PageBudget(MIB);
        budget.reserve(() -> granted.add("a"));
        long weight = budget.charge(page(1, (int) (10 * MIB)));
        budget.reserve(() -> granted.add("b"));
        assertThat(granted).containsExactly("a");

        budget.releasePage(weight);
        assertThat(granted).containsExactly("a", "b");
        assertThat(budget.maxRecords(Long.MAX_VALUE)).isEqualTo(1);
    }

    private static ShardPage page(int records, int bytes) {
        StreamRecord record = new StreamRecord("1", "k", Instant.EPOCH, new byte[bytes]);
        return new ShardPage(Collections.nCopies(records, record), ShardPage.Successor.PAGE, 0);
    }
}
