package dev.madrugada.kinesis.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.ShardPage;
import dev.madrugada.kinesis.stream.StreamRecord;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageRowsTest {

    private static final Instant START = Instant.parse("2001-01-01T10:00:00Z");
    private static final ReadConfig CONFIG = new ReadConfig(
            new ReadWindow(START, START.plusSeconds(60), Duration.ZERO),
            OnExpired.FAIL,
            Aggregates.UNPACKED,
            64 << 20,
            Clock.systemUTC());

    /**
     * The budget releases the page as soon as the last row of the page is emitted. Memory that is still referenced
     * after the release would exceed the budget.
     */
    @Test
    void aPageIsNotReferencedAfterItsLastRow() {
        PageRows rows = new PageRows(CONFIG, RecordColumn.all());

        WeakReference<byte[]> page = readToItsEnd(rows);

        for (int collected = 0; collected < 20 && !page.refersTo(null); collected++) {
            System.gc();
        }
        assertThat(page.refersTo(null)).as("page is gone").isTrue();
        assertThat(rows.next()).isFalse();
    }

    private static WeakReference<byte[]> readToItsEnd(PageRows rows) {
        byte[] payload = new byte[1 << 20];
        ShardPage page =
                new ShardPage(List.of(new StreamRecord("1", "key", START, payload)), ShardPage.Successor.NONE, 0);
        rows.setPage(new ReadPage(0, ShardOrigin.of("flights", "shard-0"), page, 1));
        assertThat(rows.next()).isTrue();
        assertThat(rows.row().getBinary(6)).isSameAs(payload);
        assertThat(rows.next()).isFalse();
        return new WeakReference<>(payload);
    }
}
