package dev.madrugada.localstack;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.kinesis.Kinesis;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Admin paths of the stack's clock. {@code GET /_local/clock} returns the stack's current time. {@code POST
 * /_local/clock?now=} sets the clock, either to an instant or by a duration relative to the current time, such as
 * {@code PT1H} or {@code -PT1H}. Records of Kinesis that expire by a time that was set do not return if the clock is set
 * back.
 */
final class ClockAdmin implements Service {
    private static final String PATH = "/_local/clock";

    private final SettableClock clock;
    private final Kinesis kinesis;

    ClockAdmin(SettableClock clock, Kinesis kinesis) {
        this.clock = clock;
        this.kinesis = kinesis;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        switch (request.method()) {
            case "GET" -> {}
            case "POST" -> {
                Instant now = parse(request.query().getOrDefault("now", "").strip());
                kinesis.expire();
                clock.set(now);
                kinesis.expire();
            }
            default -> throw ServiceException.validation(PATH + " supports GET and POST only");
        }
        return AwsResponse.json(200, "{\"now\":\"" + clock.instant() + "\"}");
    }

    private Instant parse(String now) throws ServiceException {
        try {
            return now.matches("[+-]?P.*") ? clock.instant().plus(Duration.parse(now)) : Instant.parse(now);
        } catch (DateTimeException e) {
            throw ServiceException.validation(
                    "now must be an instant like 2001-01-02T02:00:00Z or a duration like PT1H: " + now);
        }
    }
}
