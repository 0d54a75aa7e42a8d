package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A position in a shard. Its token stays valid when the stack is restarted.
 *
 * @param stamp when the iterator was issued, in epoch microseconds
 */
record ShardIterator(String stream, String shardId, ShardPosition position, long stamp) {
    private static final String VERSION = "2";

    String token() {
        String text = String.join(
                " ",
                VERSION,
                stream,
                shardId,
                position.number().toString(),
                position.side().name(),
                Long.toString(stamp));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ShardIterator parse(String token) throws ServiceException {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length != 6 || !parts[0].equals(VERSION)) {
                throw new IllegalArgumentException("not a token of this stack");
            }
            ShardPosition position =
                    new ShardPosition(SequenceNumber.parse(parts[3]), ShardPosition.Side.valueOf(parts[4]));
            return new ShardIterator(parts[1], parts[2], position, Long.parseLong(parts[5]));
        } catch (IllegalArgumentException e) {
            throw new ServiceException("InvalidArgumentException", "Invalid ShardIterator: " + e.getMessage());
        }
    }
}
