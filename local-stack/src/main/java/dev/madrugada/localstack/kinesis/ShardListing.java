package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The state of a paginated ListShards, encoded in its NextToken. A NextToken is valid for 300 seconds
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html).
 *
 * @param after id of the last shard that was returned; an empty string before the first page
 */
record ShardListing(String stream, String after, ShardFilter filter) {
    static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    /** The shards that remain to be returned, without the shards that ended before the trim horizon. */
    List<Shard> remaining(StreamDescription description, Instant horizon) {
        return description.shards().stream()
                .filter(shard ->
                        shard.wasOpenAtOrAfter(horizon) && shard.id().compareTo(after) > 0 && filter.matches(shard))
                .toList();
    }

    ShardListing continuedAfter(Shard shard) {
        return new ShardListing(stream, shard.id(), filter);
    }

    String token(Instant issued) {
        String text = stream + "\n" + after + "\n" + filter.encoded() + "\n" + issued.toEpochMilli();
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ShardListing parse(String token, Instant now) throws ServiceException {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", -1);
            if (Instant.ofEpochMilli(Long.parseLong(parts[3])).plus(TOKEN_LIFE).isBefore(now)) {
                throw new ServiceException(
                        "ExpiredNextTokenException",
                        "The NextToken was issued more than " + TOKEN_LIFE.toSeconds() + " seconds ago.");
            }
            return new ShardListing(parts[0], parts[1], ShardFilter.decoded(parts[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new ServiceException("InvalidArgumentException", "NextToken is not of this stack: " + token);
        }
    }
}
