package dev.madrugada.localstack.kinesis;

/** A place in a shard: at the first record from this number on, or after it. */
record ShardPosition(SequenceNumber number, Side side) {

    /** Whether a record with exactly this number is still to be read. */
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

    /** The index of the first record still to be read. */
    int in(ShardIndex index) {
        int position = index.firstFrom(number);
        boolean passed = side == Side.AFTER
                && position < index.size()
                && index.sequenceNumber(position).equals(number);
        return passed ? position + 1 : position;
    }
}
