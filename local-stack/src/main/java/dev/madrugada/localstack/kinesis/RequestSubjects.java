package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.kinesis.faults.FaultInjection.Subject;
import java.time.Instant;
import java.util.Optional;

/** Finds the stream, and the shard if there is one, that a request names. */
final class RequestSubjects {
    private RequestSubjects() {}

    /** The stream given by StreamName or StreamARN; empty if the request has neither. */
    static Optional<String> streamName(Input input) {
        return input.text("StreamName")
                .or(() -> input.text("StreamARN").map(arn -> arn.substring(arn.lastIndexOf('/') + 1)));
    }

    /**
     * The stream and shard given by any field, including iterators and tokens; empty if no field names them or the
     * token is invalid.
     */
    static Optional<Subject> find(Input input) {
        return streamName(input)
                .map(stream -> new Subject(stream, input.text("ShardId")))
                .or(() -> input.text("ShardIterator").flatMap(RequestSubjects::ofIterator))
                .or(() -> input.text("NextToken").flatMap(RequestSubjects::ofListing));
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
