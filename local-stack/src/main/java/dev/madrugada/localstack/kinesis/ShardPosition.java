package dev.madrugada.localstack.kinesis;

/** A position in a shard: at or after a sequence number. */
record ShardPosition(SequenceNumber number, Side side) {

    /** Whether a record with exactly this sequence number is included. */
    enum Side {
        AT,
        AFTER
    }

    static ShardPosition at(SequenceNumber number) {
        return new ShardPosition(number, Side.AT);
    }

    static ShardPosition after(SequenceNumber number) {
        return new ShardPosition(number, Side.AFTER);
    }

    /** The position in the index of the next record to read. */
    int in(ShardIndex index) {
        int position = index.firstFrom(number);
        boolean passed = side == Side.AFTER
                && position < index.size()
                && index.sequenceNumber(position).equals(number);
        return passed ? position + 1 : position;
    }
}
