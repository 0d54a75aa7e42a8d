package dev.madrugada.night;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.run.FailureLocation;
import dev.madrugada.common.run.FailureRecords;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureHandlerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant STARTED = Instant.parse("2026-11-29T02:00:00Z");
    private static final URI LAKE = URI.create("s3://bucket/lake/");
    private static final LocalDate DAY = LocalDate.of(2001, 1, 1);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final FailureHandler handler = new FailureHandler(Map.of(), store, most -> most);

    @Test
    void theRecordOfTheAttemptDecides() {
        leave("flights", "load", 1, STARTED.plusSeconds(600));
        JsonNode answer = Exchange.call(
                handler, event("load", "Command failed with exit code 1").toString());
        assertThat(answer.path("code").asText()).isEqualTo("WarehouseConflict");
        assertThat(answer.path("next").asText()).isEqualTo("load");
        assertThat(answer.path("pause").asInt()).isEqualTo(60);
    }

    @Test
    void aRecordUnderTheFoldersNameIsFoundIfTheContractWasUnreadable() {
        leave("flights", "load", 1, STARTED.minusSeconds(600));
        leave("datasets-flights", "load", 1, STARTED.plusSeconds(600));
        ObjectNode event = event("load", "Command failed with exit code 1");
        ((ObjectNode) event.path("input")).put("dataset", "s3://bucket/datasets/datasets-flights/");
        assertThat(Exchange.call(handler, event.toString()).path("code").asText())
                .isEqualTo("WarehouseConflict");
    }

    /**
     * Two executions may have the same run id, and the first one's record does not describe the second one's failure.
     */
    @Test
    void aRecordThatIsOlderThanTheExecutionIsIgnored() {
        leave("flights", "load", 1, STARTED.minusSeconds(600));
        JsonNode answer = Exchange.call(
                handler, event("load", "Command failed with exit code 1").toString());
        assertThat(answer.path("code").asText()).isEqualTo("States.TaskFailed");
    }

    @Test
    void aRecordOfAnotherAttemptOrStageIsIgnored() {
        leave("flights", "load", 2, STARTED.plusSeconds(600));
        leave("flights", "quality", 1, STARTED.plusSeconds(600));
        JsonNode answer = Exchange.call(
                handler, event("load", "Command failed with exit code 1").toString());
        assertThat(answer.path("code").asText()).isEqualTo("States.TaskFailed");
    }

    @Test
    void aRecordThatCannotBeReadIsIgnored() {
        URI uri = new FailureLocation(LAKE, "flights", DAY, "r-1", "load", 1).uri();
        for (String content : List.of("", "{", "{\"version\": 2}", "{\"version\": 1, \"code\": \"Unheard\"}")) {
            store.write(uri, content.getBytes(UTF_8));
            JsonNode answer = Exchange.call(
                    handler, event("load", "InputMissing: x: y; z; w").toString());
            assertThat(answer.path("code").asText()).as(content).isEqualTo("InputMissing");
        }
    }

    @Test
    void theNotificationHasTheCommandThatStartsTheNightAgain() {
        ObjectNode event = event("load", "InputMissing: x: y; z; w");
        event.put("state-machine", "arn:aws:states:eu-west-1:123456789012:stateMachine:night");
        ((ObjectNode) event.path("state"))
                .putObject("resume")
                .put("dataset", "s3://o'hara/d")
                .put("date", "2001-01-01");
        JsonNode answer = Exchange.call(handler, event.toString());
        assertThat(answer.path("subject").asText())
                .isEqualTo("Madrugada: flights 2001-01-01: Load stopped at its data: InputMissing");
        assertThat(answer.path("text").asText()).isEqualTo("""
                        flights 2001-01-01: Load stopped at its data: InputMissing

                        InputMissing: x: y; z; w

                        What it means and what to do: docs/operations.md#inputmissing
                        When that is done, start the night again; what is done already is skipped:
                          aws stepfunctions start-execution --state-machine-arn arn:aws:states:eu-west-1:123456789012:stateMachine:night --input '{"dataset":"s3://o'\\''hara/d","date":"2001-01-01"}'

                        Attempt 1, run r-1, execution e-1
                        """);
    }

    @Test
    void theNotificationSaysHowToTakeADatasetThatWasPublishedSince() {
        String folder = "s3://bucket/datasets/flights/" + "0123456789abcdef".repeat(4) + "/";
        ObjectNode event = event("load", "InputMissing: x: y; z; w");
        ((ObjectNode) event.path("state")).putObject("resume").put("dataset", folder);

        assertThat(Exchange.call(handler, event.toString()).path("text").asText())
                .contains("--input '{\"dataset\":\"" + folder
                        + "\"}'\nThis keeps the dataset as the night took it. If the"
                        + " dataset was corrected and published since, give \"dataset\":"
                        + " \"s3://bucket/datasets/flights/\" instead.\n");
    }

    @Test
    void onALocalStackTheCommandIsRunLocal() {
        ObjectNode event = event("load", "InputMissing: x: y; z; w");
        event.put("state-machine", "local");
        assertThat(Exchange.call(handler, event.toString()).path("text").asText())
                .contains("\n  scripts/run-local.sh --date 2001-01-01 (and the other options of this run)\n")
                .doesNotContain("aws stepfunctions");
    }

    @Test
    void aPlanThatRefusedItsInputIsDecidedForAnyInput() {
        for (String input : List.of("[]", "\"flights\"", "null", "{\"dataset\": 7}", "{}")) {
            JsonNode answer = Exchange.call(
                    handler,
                    "{\"input\": " + input + ", \"state\": {\"failure\": {\"caught\": {\"plan\": {\"Error\":"
                            + " \"dev.madrugada.common.error.TerminalException\", \"Cause\": \"InvalidArguments: x: y; z;"
                            + " w\"}}}}}");
            assertThat(answer.path("next").asText()).as(input).isEqualTo("notify-data");
            assertThat(answer.path("code").asText()).isEqualTo("InvalidArguments");
        }
    }

    @Test
    void anEventWithoutAFailureIsAnInternalError() {
        assertThatThrownBy(() -> Exchange.call(handler, "{\"input\": {}, \"state\": {}}"))
                .hasMessageStartingWith("InternalError: ");
    }

    private void leave(String dataset, String stage, int attempt, Instant failedAt) {
        new FailureRecords(store, Clock.fixed(failedAt, ZoneOffset.UTC))
                .write(
                        Fault.of(ErrorCode.WarehouseConflict)
                                .at("x")
                                .what("a lock")
                                .because("so")
                                .fix("wait")
                                .exception(),
                        new FailureLocation(LAKE, dataset, DAY, "r-1", stage, attempt),
                        List.of());
    }

    /** The event as the state machine builds it. */
    private static ObjectNode event(String stage, String message) {
        ObjectNode event = MAPPER.createObjectNode().put("execution", "e-1").put("started", STARTED.toString());
        event.putObject("input")
                .put("name", "flights")
                .put("dataset", "s3://bucket/datasets/flights/")
                .put("date", DAY.toString())
                .put("lake", "s3://bucket/lake")
                .put("run-id", "r-1");
        String cause = MAPPER.createObjectNode()
                .put("JobRunState", "FAILED")
                .put("ErrorMessage", message)
                .toString();
        event.putObject("state")
                .putObject("failure")
                .putObject("caught")
                .putObject(stage)
                .put("Error", "States.TaskFailed")
                .put("Cause", cause);
        return event;
    }
}
