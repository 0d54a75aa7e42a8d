package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Instant;
import java.util.Optional;

/** Which stream a request names. */
final class StreamNames {
    private StreamNames() {}

    /** By StreamName or StreamARN. */
    static Optional<String> ofStream(Input input) {
        return input.text("StreamName")
                .or(() -> input.text("StreamARN").map(arn -> arn.substring(arn.lastIndexOf('/') + 1)));
    }

    /** By any field that tells it, tokens too; none if the request is not one to be understood. */
    static Optional<String> anywhere(Input input) {
        return ofStream(input)
                .or(() -> input.text("ShardIterator").flatMap(StreamNames::ofIterator))
                .or(() -> input.text("NextToken").flatMap(StreamNames::ofListing));
    }

    private static Optional<String> ofIterator(String token) {
        try {
            return Optional.of(ShardIterator.parse(token).stream());
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofListing(String token) {
        try {
            return Optional.of(ShardListing.parse(token, Instant.EPOCH).stream());
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }
}
