package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.split.Window;
import dev.madrugada.kinesis.stream.ShardPage;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamRecord;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A shard's records that arrived in the window, in the shard's order. Holds one page; calls nothing before it is asked. */
final class ShardRecords implements Iterator<StreamRecord> {

    private final StreamClient client;
    private final String shardId;
    private final Window window;
    private final EndOfShard end;

    private Iterator<StreamRecord> page = Collections.emptyIterator();
    private @Nullable String iterator;
    private boolean opened;
    private @Nullable StreamRecord upcoming;

    ShardRecords(StreamClient client, String shardId, Window window) {
        this.client = client;
        this.shardId = shardId;
        this.window = window;
        this.end = new EndOfShard(window);
    }

    @Override
    public boolean hasNext() {
        while (upcoming == null) {
            if (page.hasNext()) {
                StreamRecord record = page.next();
                upcoming = window.contains(record.arrivedAt()) ? record : null;
            } else if (!turnPage()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public StreamRecord next() {
        if (!hasNext() || upcoming == null) {
            throw new NoSuchElementException(shardId);
        }
        StreamRecord record = upcoming;
        upcoming = null;
        return record;
    }

    private boolean turnPage() {
        if (!opened) {
            // Only now: an iterator lives for minutes, and the shard may have waited its turn for longer.
            iterator = client.iteratorAt(shardId, window.readFrom());
            opened = true;
        }
        if (iterator == null) {
            return false;
        }
        ShardPage next = client.page(iterator);
        page = next.records().iterator();
        iterator = end.reachedAt(next) ? null : next.nextIterator();
        return true;
    }
}
