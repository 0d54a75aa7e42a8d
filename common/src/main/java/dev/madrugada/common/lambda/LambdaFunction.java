package dev.madrugada.common.lambda;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.Unexpected;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.FailureLocation;
import dev.madrugada.common.run.FailureRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a Lambda function. It reads the event, logs a line at the start and one at the end, and writes the answer
 * as JSON. Every exception of the work is thrown with an error code and without its causes, because Lambda passes it to
 * the state machine, whose history must not contain texts that may quote a record. The causes are in the log.
 */
public final class LambdaFunction {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);

    private final String name;
    private final Map<String, String> environment;
    private final Supplier<? extends ObjectStore> store;

    /**
     * Creates the call.
     *
     * @param name the function's stage, in lower case
     * @param store opens the store; called only if a failure record is written
     */
    public LambdaFunction(String name, Map<String, String> environment, Supplier<? extends ObjectStore> store) {
        this.name = name;
        this.environment = Map.copyOf(environment);
        this.store = store;
    }

    /** The work of a function: computes the answer to an event. The answer is written as JSON. */
    @FunctionalInterface
    public interface Work {
        Object answer(LambdaEvent event);
    }

    private interface Reader {
        LambdaEvent read(InputStream event) throws IOException;
    }

    /** Runs a stage. If the stage fails and the event names the run and the date, a failure record is written. */
    public void run(InputStream event, OutputStream answer, Work work) throws IOException {
        run(LambdaEvent::read, event, answer, work);
    }

    /** Runs a function that must answer an input of any kind. */
    public void runOnAnyInput(InputStream event, OutputStream answer, Work work) throws IOException {
        run(LambdaEvent::readAnyInput, event, answer, work);
    }

    private void run(Reader reader, InputStream in, OutputStream out, Work work) throws IOException {
        Optional<LambdaEvent> read = Optional.empty();
        try {
            LambdaEvent event = reader.read(in);
            read = Optional.of(event);
            LOG.info("event=start function={} execution={}", name, event.execution());
            Object answer = work.answer(event);
            LOG.info("event=end function={} answer={}", name, answer);
            out.write(Json.write(answer));
        } catch (MadrugadaException coded) {
            throw failed(coded, read);
        } catch (RuntimeException unexpected) {
            throw failed(Unexpected.bug(unexpected), read);
        }
    }

    private MadrugadaException failed(MadrugadaException coded, Optional<LambdaEvent> event) {
        LOG.error("event=failed function={}", name, coded);
        event.flatMap(this::location)
                .ifPresent(location -> new FailureRecords(store, Clock.systemUTC()).write(coded, location, logs()));
        return coded.withoutCause();
    }

    private Optional<FailureLocation> location(LambdaEvent event) {
        return location(event, event.value("name"), name, attempt(event.setting("attempt")));
    }

    /**
     * The location of the failure record of an attempt of a stage. Empty if the event has no valid lake, dataset, date
     * or run id, as in a call without {@code plan}; then only Lambda's answer reports the failure.
     *
     * @param dataset the dataset's name
     */
    public static Optional<FailureLocation> location(LambdaEvent event, String dataset, String stage, int attempt) {
        String lake = event.value("lake");
        String runId = event.value("run-id");
        if (lake.isEmpty() || dataset.isEmpty() || dataset.contains("/") || !runId.matches("[A-Za-z0-9_-]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FailureLocation(
                    URI.create(lake.replaceAll("/*$", "/")),
                    dataset,
                    LocalDate.parse(event.value("date")),
                    runId,
                    stage,
                    attempt));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return Optional.empty();
        }
    }

    private static int attempt(String text) {
        return text.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(text) : 1;
    }

    private List<String> logs() {
        String group = environment.get("AWS_LAMBDA_LOG_GROUP_NAME");
        String stream = environment.get("AWS_LAMBDA_LOG_STREAM_NAME");
        return group == null || stream == null ? List.of() : List.of(group + " " + stream);
    }
}
