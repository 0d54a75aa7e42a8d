package dev.madrugada.kinesis.stream;

/** The stream exists and no longer has the shard: all records of the shard have expired. */
public final class ShardGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ShardGoneException(String shardId, Throwable cause) {
        super(shardId, cause);
    }
}
