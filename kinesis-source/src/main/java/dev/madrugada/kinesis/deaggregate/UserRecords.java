package dev.madrugada.kinesis.deaggregate;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The user records of an aggregate, in order; empty if the payload is not an aggregate. The iterator creates one record
 * at a time, so many small records take no more memory than the payload itself.
 */
public final class UserRecords implements Iterable<UserRecord> {

    static final UserRecords NONE = new UserRecords(null);

    private final @Nullable AggregateMessage aggregate;

    private UserRecords(@Nullable AggregateMessage aggregate) {
        this.aggregate = aggregate;
    }

    static UserRecords of(AggregateMessage aggregate) {
        return new UserRecords(aggregate);
    }

    @Override
    public Iterator<UserRecord> iterator() {
        return aggregate == null ? Collections.emptyIterator() : new Unpacking(aggregate);
    }

    private static final class Unpacking implements Iterator<UserRecord> {

        private final AggregateMessage aggregate;
        private final WireReader reader;
        private int next;

        /** The last key is kept, because consecutive records often share it. */
        private long partitionKeyIndex = -1;

        private String partitionKey = "";

        Unpacking(AggregateMessage aggregate) {
            this.aggregate = aggregate;
            this.reader = aggregate.reader();
        }

        @Override
        public boolean hasNext() {
            return next < aggregate.recordCount();
        }

        @Override
        public UserRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                PackedRecord record = aggregate.nextRecord(reader);
                if (record.partitionKeyIndex() != partitionKeyIndex) {
                    partitionKeyIndex = record.partitionKeyIndex();
                    partitionKey = aggregate.partitionKey(partitionKeyIndex);
                }
                return record.data().asRecord(next++, partitionKey);
            } catch (MalformedMessageException e) {
                throw new IllegalStateException("an aggregate changed after it was checked", e);
            }
        }
    }
}
