package dev.madrugada.kinesis.stream;

/** The stream is there and doesn't know the shard: all of its records expired, and the shard with them. */
public final class ShardGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ShardGoneException(String shardId, Throwable cause) {
        super(shardId, cause);
    }
}
