package dev.madrugada.night;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.failure.RecordOfExecution;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.common.run.FailureRecords;
import dev.madrugada.night.failure.Decision;
import dev.madrugada.night.failure.FailedTask;
import dev.madrugada.night.failure.Failures;
import dev.madrugada.night.failure.Jitter;
import dev.madrugada.night.failure.Night;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows a failure of a stage. The event is {@code {"execution", "started", "state-machine", "state",
 * "input"}}. {@code state} is the state machine's data. {@code input} contains the night's strings, or the execution's
 * input if plan failed. The answer is a {@link Decision}.
 *
 * <p>The attempt's failure record takes precedence over AWS's error texts. A record that cannot be read, or is older
 * than the execution, is ignored and logged.
 */
public final class FailureHandler implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    private final Map<String, String> environment;
    private final ObjectStore store;
    private final Failures failures;

    public FailureHandler() {
        this(System.getenv(), new AwsObjectStore(new AwsClients(System.getenv())), Jitter.random());
    }

    FailureHandler(Map<String, String> environment, ObjectStore store, Jitter jitter) {
        this.environment = Map.copyOf(environment);
        this.store = store;
        this.failures = new Failures(jitter);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new LambdaFunction("failure", environment, () -> store).runOnAnyInput(event, answer, this::decide);
    }

    private Decision decide(LambdaEvent event) {
        JsonNode data = event.document().path("state");
        FailedTask task = FailedTask.read(data);
        return failures.decide(data, task, record(event, task), Night.of(event));
    }

    private Optional<FailureRecord> record(LambdaEvent event, FailedTask task) {
        try {
            return new RecordOfExecution(new FailureRecords(store, Clock.systemUTC()), event.started())
                    .find(Stream.of(event.value("name"), folderName(event))
                            .map(name -> LambdaFunction.location(
                                    event, name, task.stage().key(), task.attempt()))
                            .flatMap(Optional::stream)
                            .toList());
        } catch (IllegalArgumentException noFolder) {
            LOG.warn("event=failure-record-unreadable stage={}", task.stage(), noFolder);
            return Optional.empty();
        }
    }

    /** The folder's name, under which a job stores its failure record if it cannot read the dataset's name. */
    private static String folderName(LambdaEvent event) {
        return FailureRecords.folderName(URI.create(event.value("dataset")));
    }
}
