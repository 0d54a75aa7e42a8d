package dev.madrugada.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.step.MailStep;
import dev.madrugada.runner.step.Start;
import dev.madrugada.runner.task.Activities;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.tick.InMemoryClaims;
import dev.madrugada.runner.tick.Ports;
import dev.madrugada.runner.tick.Steps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RunnerHandlerTest {
    private static final int CLAIMS = 20;
    private static final Instant TAKEN = Instant.parse("2001-01-02T02:00:00Z");
    private static final String INPUT = """
        {"claim": {"execution": "e", "state": "S", "entered": "t", "retry": 0},
         "mail": {"From": "a@b.c", "To": ["x@y.z"], "Subject": "s", "Text": "t"}}\
        """;

    private final Slow activities = new Slow();
    private final InMemoryClaims claims = new InMemoryClaims(50);
    private final MailStep mail = new MailStep(message -> Start.started("m"));
    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private final RunnerHandler handler = new RunnerHandler(
            Map.of("ACTIVITIES", "arn:a", "CLAIMS_TABLE", "t"),
            new Ports(claims, activities, new Steps(mail, mail, mail, mail), Clock.systemUTC()),
            new PrintStream(metrics, true, StandardCharsets.UTF_8));

    RunnerHandlerTest() {
        for (int i = 0; i < CLAIMS; i++) {
            assertThat(claims.create(new Claim("c" + i, "token", INPUT, "o", TAKEN, Optional.of("m"), TAKEN)))
                    .isTrue();
        }
    }

    @Test
    void aCallChecksAllClaimsAndTakesTasks() throws IOException {
        JsonNode counts = called("{}");

        assertThat(counts.path("AnsweredSuccess").asInt()).isEqualTo(CLAIMS);
        assertThat(counts.path("Errors").asInt()).isZero();
        assertThat(claims.size()).isZero();
        assertThat(activities.polls).as("two polls at the same time").hasValue(2);
        JsonNode line = StackOfRunner.json(metrics.toString(StandardCharsets.UTF_8));
        assertThat(line.path("AnsweredSuccess")).isEqualTo(counts.path("AnsweredSuccess"));
        assertThat(line.path("_aws")
                        .path("CloudWatchMetrics")
                        .get(0)
                        .path("Namespace")
                        .asText())
                .isEqualTo("Madrugada/GlueRunner");
    }

    @Test
    void aCallMayDoOneOfTheTwo() throws IOException {
        assertThat(called("{\"input\": {\"tick\": \"start\"}}").path("tick").asText())
                .isEqualTo("start");
        assertThat(claims.size()).isEqualTo(CLAIMS);
        assertThat(activities.polls).hasValue(2);

        assertThat(called("{\"input\": {\"tick\": \"check\"}}")
                        .path("AnsweredSuccess")
                        .asInt())
                .isEqualTo(CLAIMS);
        assertThat(activities.polls).hasValue(2);
    }

    @Test
    void anotherTickIsRefused() {
        assertThatThrownBy(() -> called("{\"input\": {\"tick\": \"stop\"}}"))
                .hasMessage("InvalidArguments: the event: the tick is stop; the runner knows check and start; correct"
                        + " the input of the schedule, or leave it out for both");
        assertThat(activities.polls).hasValue(0);
        assertThat(claims.size()).isEqualTo(CLAIMS);
    }

    private JsonNode called(String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                answer,
                new ShortContext(new AtomicInteger(Integer.MAX_VALUE)));
        return StackOfRunner.json(answer.toString(StandardCharsets.UTF_8));
    }

    /** Activities without tasks, whose answers take a while, so that a call that does not wait for them is seen. */
    private static final class Slow implements Activities {
        private static final long A_WHILE = Duration.ofMillis(5).toNanos();
        private static final int SECONDS = 30;

        private final AtomicInteger polls = new AtomicInteger();
        private final CyclicBarrier together = new CyclicBarrier(2);

        @Override
        public Optional<Task> take(String activity) {
            try {
                together.await(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException incomplete) {
                throw new IllegalStateException(incomplete);
            }
            LockSupport.parkNanos(A_WHILE);
            polls.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public Receipt heartbeat(String token) {
            throw new IllegalStateException("a mail that is sent needs no heartbeat");
        }

        @Override
        public Receipt succeeded(String token, String output) {
            LockSupport.parkNanos(A_WHILE);
            return Receipt.ACCEPTED;
        }

        @Override
        public Receipt failed(String token, Failure failure) {
            throw new IllegalStateException(failure.cause());
        }
    }
}
