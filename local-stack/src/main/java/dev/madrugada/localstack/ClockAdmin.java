package dev.madrugada.localstack;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * The admin path of a clock of the stack. {@code GET} returns the clock's time. {@code POST ?now=} sets the clock, either
 * to an instant or by a duration relative to its time, such as {@code PT1H} or {@code -PT1H}. What expires by a time that
 * was set does not return if the clock is set back.
 */
final class ClockAdmin implements Service {
    private final String path;
    private final SettableClock clock;
    private final Expiry expiry;

    /** Ends what has expired by the clock's time. */
    @FunctionalInterface
    interface Expiry {
        void run() throws IOException;
    }

    /** @param expiry called before and after the clock is set */
    ClockAdmin(String path, SettableClock clock, Expiry expiry) {
        this.path = path;
        this.clock = clock;
        this.expiry = expiry;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(path);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        switch (request.method()) {
            case "GET" -> {}
            case "POST" -> {
                Instant now = parse(request.query().getOrDefault("now", "").strip());
                expiry.run();
                clock.set(now);
                expiry.run();
            }
            default -> throw ServiceException.validation(path + " supports GET and POST only");
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
