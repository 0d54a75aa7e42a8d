package dev.madrugada.localstack;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code GET /_local/clock} tells the stack's now; {@code POST /_local/clock?now=} sets it, to an instant or by a
 * duration such as {@code PT1H} or {@code -PT1H} from what it was.
 */
final class ClockAdmin implements Service {
    private static final String PATH = "/_local/clock";

    private final SettableClock clock;

    ClockAdmin(SettableClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        switch (request.method()) {
            case "GET" -> {}
            case "POST" ->
                clock.set(asked(request.query().getOrDefault("now", "").strip()));
            default -> throw ServiceException.validation(PATH + " takes GET and POST only");
        }
        return AwsResponse.json(200, "{\"now\":\"" + clock.instant() + "\"}");
    }

    private Instant asked(String now) throws ServiceException {
        try {
            return now.matches("[+-]?P.*") ? clock.instant().plus(Duration.parse(now)) : Instant.parse(now);
        } catch (DateTimeException e) {
            throw ServiceException.validation(
                    "now is neither an instant like 2001-01-02T02:00:00Z nor a duration like PT1H: " + now);
        }
    }
}
