package dev.madrugada.common.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.run.FailureLocation;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.common.run.FailureRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaFunctionTest {
    private static final URI LAKE = URI.create("s3://b/lake/");
    private static final String NIGHT =
            "\"dataset\": \"s3://b/d/\", \"lake\": \"s3://b/lake/\", \"date\": \"2001-01-01\","
                    + " \"run-id\": \"r-1\", \"name\": \"flights\", \"now\": \"\"";
    private static final String EVENT =
            "{\"execution\": \"e\", \"started\": \"2001-01-02T02:00:00Z\", \"attempt\": \"3\"," + " \"input\": {"
                    + NIGHT + ", \"more\": {\"a\": 1}, \"none\": null}}";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final LambdaFunction function = new LambdaFunction(
            "gate",
            Map.of("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/gate", "AWS_LAMBDA_LOG_STREAM_NAME", "2001/01/02/x"),
            () -> store);

    @Test
    void theInputsTextsAreArgumentsWithTheAttempt() throws IOException {
        List<LambdaEvent> read = new ArrayList<>();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.run(stream(EVENT), answer, event -> {
            read.add(event);
            return Map.of("passed", true);
        });
        LambdaEvent event = read.get(0);
        assertThat(event.execution()).isEqualTo("e");
        assertThat(event.started()).isEqualTo("2001-01-02T02:00:00Z");
        assertThat(event.arguments())
                .containsOnlyKeys("dataset", "lake", "date", "run-id", "name", "attempt")
                .containsEntry("attempt", "3");
        assertThat(event.others()).containsExactlyInAnyOrder("more", "none");
        assertThat(answer.toString(UTF_8)).isEqualToIgnoringWhitespace("{\"passed\": true}");
    }

    @Test
    void anInputAloneHasNoSettings() throws IOException {
        function.run(
                stream("{\"execution\": \"mine\", \"date\": \"2001-01-01\"}"), new ByteArrayOutputStream(), event -> {
                    assertThat(event.execution()).isEmpty();
                    assertThat(event.arguments())
                            .containsOnly(Map.entry("execution", "mine"), Map.entry("date", "2001-01-01"));
                    return "";
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"a\"", "{", "null", "{\"input\": []}", "{\"input\": null}"})
    void anythingElseIsNoEvent(String event) {
        assertThatThrownBy(() -> function.run(stream(event), new ByteArrayOutputStream(), read -> ""))
                .hasMessageStartingWith("InvalidArguments: the execution's input: it is not a JSON object");
    }

    @Test
    void aFailureLeavesARecordAndComesWithoutItsCauses() {
        MadrugadaException failure = Fault.of(ErrorCode.InputMissing)
                .at("x")
                .what("it is gone")
                .because("so")
                .fix("bring it")
                .exception(new IOException("Card 4111"));
        assertThatThrownBy(() -> fail(EVENT, failure))
                .hasMessage(failure.getMessage())
                .hasNoCause();

        FailureRecord left = new FailureRecords(store, Clock.systemUTC())
                .find(new FailureLocation(LAKE, "flights", LocalDate.of(2001, 1, 1), "r-1", "gate", 3))
                .orElseThrow();
        assertThat(left.code()).isEqualTo(ErrorCode.InputMissing);
        assertThat(left.logs()).containsExactly("/aws/lambda/gate 2001/01/02/x");
        assertThat(store.list(LAKE)).hasSize(1);
    }

    @Test
    void whatNothingExpectedHasTheCodeOfABug() {
        assertThatThrownBy(() -> fail(EVENT, new IllegalStateException("Card 4111")))
                .isInstanceOf(MadrugadaException.class)
                .hasMessageStartingWith("InternalError: java.lang.IllegalStateException: ")
                .hasMessageNotContaining("4111")
                .hasNoCause();
        assertThat(store.list(LAKE)).hasSize(1);
    }

    /** No stage checks the input before {@code plan}, so its run id could name any path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lake\": \"s3://b/lake/\", \"dataset\": \"s3://b/d/\", \"date\": \"2001-01-01\", \"run-id\": \"r\"}",
                "{\"input\": {\"lake\": \"s3://b/lake/\", \"name\": \"flights\", \"date\": \"today\", \"run-id\": \"r\"}}",
                "{\"input\": {\"lake\": \"s3://b/lake/\", \"name\": \"flights\", \"date\": \"2001-01-01\", \"run-id\": \"../r\"}}",
                "{\"input\": {\"lake\": \"s3://b/lake/\", \"name\": \"../x\", \"date\": \"2001-01-01\", \"run-id\": \"r\"}}",
            })
    void anEventThatNamesNoRunLeavesNoRecord(String event) {
        MadrugadaException failure = Fault.of(ErrorCode.InputMissing)
                .at("x")
                .what("gone")
                .because("so")
                .fix("bring it")
                .exception();
        assertThatThrownBy(() -> fail(event, failure)).hasMessage(failure.getMessage());
        assertThat(store.list(URI.create("s3://b/"))).isEmpty();
    }

    @Test
    void aStoreThatCannotBeOpenedHidesNoFailure() {
        LambdaFunction broken = new LambdaFunction("gate", Map.of(), () -> {
            throw new IllegalStateException("no region");
        });
        MadrugadaException failure = Fault.of(ErrorCode.InputMissing)
                .at("x")
                .what("gone")
                .because("so")
                .fix("bring it")
                .exception();
        assertThatThrownBy(() -> broken.run(stream(EVENT), new ByteArrayOutputStream(), event -> {
                    throw failure;
                }))
                .hasMessage(failure.getMessage());
    }

    private void fail(String event, RuntimeException failure) throws IOException {
        function.run(stream(event), new ByteArrayOutputStream(), read -> {
            throw failure;
        });
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
