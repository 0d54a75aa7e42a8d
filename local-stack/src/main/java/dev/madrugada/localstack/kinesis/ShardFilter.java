package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Instant;
import java.util.Optional;

/**
 * Selects the shards that ListShards returns. {@code AT_…} selects the shards that were open at an instant;
 * {@code FROM_…} selects these and all later ones
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html).
 */
record ShardFilter(Type type, Instant instant, String shardId) {

    /** The names of the API. */
    enum Type {
        AFTER_SHARD_ID,
        AT_TRIM_HORIZON,
        FROM_TRIM_HORIZON,
        AT_LATEST,
        AT_TIMESTAMP,
        FROM_TIMESTAMP
    }

    /** The default filter: all shards that were open at the trim horizon or later. */
    static ShardFilter from(Instant trimHorizon) {
        return new ShardFilter(Type.FROM_TRIM_HORIZON, trimHorizon, "");
    }

    static ShardFilter parse(Input input, Instant trimHorizon) throws ServiceException {
        String name = input.requiredText("Type");
        Type type;
        try {
            type = Type.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw ServiceException.validation("unknown ShardFilter.Type: " + name);
        }
        Optional<Instant> timestamp = input.instant("Timestamp");
        if (timestamp.isEmpty() && (type == Type.AT_TIMESTAMP || type == Type.FROM_TIMESTAMP)) {
            throw new ServiceException("InvalidArgumentException", "ShardFilter " + type + " needs a Timestamp");
        }
        if (input.text("ShardId").isEmpty() && type == Type.AFTER_SHARD_ID) {
            throw new ServiceException("InvalidArgumentException", "ShardFilter AFTER_SHARD_ID needs a ShardId");
        }
        boolean timed = type == Type.AT_TIMESTAMP || type == Type.FROM_TIMESTAMP;
        Instant instant =
                timestamp.filter(given -> timed && given.isAfter(trimHorizon)).orElse(trimHorizon);
        return new ShardFilter(type, instant, input.text("ShardId").orElse(""));
    }

    boolean matches(Shard shard) {
        return switch (type) {
            case AFTER_SHARD_ID -> shard.id().compareTo(shardId) > 0;
            case AT_LATEST -> shard.open();
            case AT_TRIM_HORIZON, AT_TIMESTAMP -> !shard.opened().isAfter(instant) && shard.wasOpenAtOrAfter(instant);
            case FROM_TRIM_HORIZON, FROM_TIMESTAMP -> shard.wasOpenAtOrAfter(instant);
        };
    }

    String encoded() {
        return type + " " + instant.toEpochMilli() + " " + shardId;
    }

    static ShardFilter decoded(String encoded) {
        String[] parts = encoded.split(" ", -1);
        return new ShardFilter(Type.valueOf(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
    }
}
