package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.night.machine.NightStage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Sends each error code of each stage through the failure function in wordings that no service documents: with a
 * prefix, with a suffix, cut, or without JSON.
 */
class UnknownWordingsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMS = 20;
    private static final List<String> PREFIXES = List.of(
            "",
            "Exception in User Class: dev.madrugada.common.error.TerminalException : ",
            "Error Category: UNCLASSIFIED_ERROR; ",
            "Error Category: INVALID_ARGUMENT_ERROR; Failed Line Number: 12; ",
            "Error Category: QUERY_ERROR; Exception in User Class: dev.madrugada.common.error.RetryableException : ",
            "Job run failed. [",
            "dev.madrugada.common.error.TerminalException: ",
            "An error occurred while calling o57.main.\n",
            "{message=",
            "\"");
    private static final List<String> SUFFIXES = List.of(
            "",
            "; Traceback unavailable",
            "]",
            "\n\tat dev.madrugada.ingest.IngestJob.main(IngestJob.java:34)",
            " Caused by: java.io.IOException: SinkUnavailable: closed",
            " (Service: Glue, Status Code: 500, Error Code: InternalError; Request ID: 0)",
            "\"}",
            " Error Category: QUERY_ERROR");

    private final FailureHandler failure = new FailureHandler(Map.of(), new InMemoryObjectStore(), most -> most);

    @Test
    void everyCodeOfEveryStageIsFoundInAnyWording() {
        long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        System.out.println("unknown wordings: -Dmadrugada.seed=" + seed);
        Random random = new Random(seed);
        for (ErrorCode code : ErrorCode.values()) {
            for (NightStage stage : NightStage.values()) {
                for (int form = 0; form < FORMS; form++) {
                    ObjectNode event = event(random, code, stage);
                    JsonNode answer = Exchange.call(failure, event.toString());
                    assertThat(answer.path("code").asText())
                            .as("seed %d: %s", seed, event)
                            .isEqualTo(code.name());
                    assertThat(answer.path("category").asText())
                            .as("seed %d: %s", seed, event)
                            .isEqualTo(code.category().name());
                    assertThat(answer.path("message").asText()).startsWith(code.name());
                }
            }
        }
    }

    private static ObjectNode event(Random random, ErrorCode code, NightStage stage) {
        String text = one(random, PREFIXES) + message(random, code) + one(random, SUFFIXES);
        boolean isJob = stage.runner() == NightStage.Runner.JOB;
        String error = isJob
                ? "States.TaskFailed"
                : "dev.madrugada.common.error." + (random.nextBoolean() ? "Retryable" : "Terminal") + "Exception";
        String whole = isJob ? jobRun(random, text) : thrown(error, text);
        String cause = switch (random.nextInt(4)) {
            case 0 -> whole;
            case 1 -> cut(random, whole, code);
            case 2 -> cut(random, text, code);
            default -> text;
        };
        if (random.nextInt(10) == 0) {
            error = text;
            cause = "";
        }
        ObjectNode event = MAPPER.createObjectNode();
        ObjectNode caught = event.putObject("state")
                .putObject("failure")
                .putObject("caught")
                .putObject(stage.key());
        caught.put("Error", error);
        if (!cause.isEmpty()) {
            caught.put("Cause", cause);
        }
        event.putObject("input").put("name", "flights").put("date", "2001-01-01");
        return event;
    }

    /** A message of a coded exception, which may quote another code. */
    private static String message(Random random, ErrorCode code) {
        String quoted = random.nextBoolean() ? "" : ", where " + one(random, List.of(ErrorCode.values())) + ": before";
        return Fault.of(code)
                .at("s3://b/lake/x" + random.nextInt())
                .what("it broke" + quoted)
                .because("so")
                .fix("mend it")
                .message();
    }

    /** The JobRun in a task's cause; its run id contains another code. */
    private static String jobRun(Random random, String text) {
        ObjectNode run = MAPPER.createObjectNode().put("AllocatedCapacity", 10);
        run.putObject("Arguments").put("--run-id", "drill-" + one(random, List.of(ErrorCode.values())));
        run.put("Attempt", 0).put("ErrorMessage", text).put("Id", "jr_" + random.nextInt());
        return run.put("JobName", "job")
                .put("JobRunState", one(random, List.of("FAILED", "TIMEOUT", "ERROR")))
                .toString();
    }

    private static String thrown(String error, String text) {
        ObjectNode thrown = MAPPER.createObjectNode().put("errorMessage", text).put("errorType", error);
        thrown.putArray("stackTrace").add("dev.madrugada.night.GateHandler.decide(GateHandler.java:50)");
        return thrown.toString();
    }

    /** The text, cut at a random position after the code. */
    private static String cut(Random random, String text, ErrorCode code) {
        int message = Math.max(0, text.indexOf("rrorMessage\":"));
        int end = text.indexOf(code.name(), message) + code.name().length();
        return text.substring(0, end + random.nextInt(text.length() - end + 1));
    }

    private static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
