package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.kinesis.faults.FaultInjection.Subject;
import java.time.Instant;
import java.util.Optional;

/** Which stream a request names, and which shard of it. */
final class StreamNames {
    private StreamNames() {}

    /** By StreamName or StreamARN. */
    static Optional<String> ofStream(Input input) {
        return input.text("StreamName")
                .or(() -> input.text("StreamARN").map(arn -> arn.substring(arn.lastIndexOf('/') + 1)));
    }

    /** By any field that tells it, tokens too; none if the request is not one to be understood. */
    static Optional<Subject> anywhere(Input input) {
        return ofStream(input)
                .map(stream -> new Subject(stream, input.text("ShardId")))
                .or(() -> input.text("ShardIterator").flatMap(StreamNames::ofIterator))
                .or(() -> input.text("NextToken").flatMap(StreamNames::ofListing));
    }

    private static Optional<Subject> ofIterator(String token) {
        try {
            ShardIterator iterator = ShardIterator.parse(token);
            return Optional.of(new Subject(iterator.stream(), Optional.of(iterator.shardId())));
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    private static Optional<Subject> ofListing(String token) {
        try {
            return Optional.of(new Subject(ShardListing.parse(token, Instant.EPOCH).stream(), Optional.empty()));
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }
}
