package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of step-function.json's shape, whatever the failure function decides. */
class StepFunctionTest {
    private static final String AWS_NAME = "(States|Glue|Lambda|SNS)\\.[A-Za-z]+";
    private static final Set<String> STAGES =
            Set.of("Plan", "Ingest", "Transform", "Quality", "Gate", "Load", "Report");

    /** The states by name, including those of the Map's nights. */
    private final Map<String, JsonNode> states = states();

    @Test
    void thereAreAtMostThirtyStates() {
        assertThat(states).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void everyErrorNameIsOneOfAws() {
        Set<String> names = new TreeSet<>();
        states.values()
                .forEach(state -> own(state)
                        .findValues("ErrorEquals")
                        .forEach(list -> list.forEach(name -> names.add(name.asText()))));
        assertThat(names).isNotEmpty().allMatch(name -> name.matches(AWS_NAME));
    }

    @Test
    void everyTaskRetriesAndCatchesEverything() {
        assertThat(tasks()).hasSize(14).allSatisfy((name, task) -> {
            assertThat(task.path("Retry").isEmpty()).as(name).isFalse();
            assertThat(task.path("Catch").size()).as(name).isEqualTo(1);
            assertThat(task.at("/Catch/0/ErrorEquals/0").asText()).as(name).isEqualTo("States.ALL");
            assertThat(task.has("TimeoutSeconds") || task.has("TimeoutSecondsPath"))
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void everyStageThatFailsGoesToTheFailureFunction() {
        tasks().forEach((name, task) -> {
            String caught = task.at("/Catch/0/Next").asText();
            if (STAGES.contains(name)) {
                assertThat(state(caught).at("/Parameters/FunctionName").asText())
                        .as(name)
                        .isEqualTo("${FailureFunction}");
            }
        });
    }

    @Test
    void aFailureNeverReachesAGoodEndButThroughAStageThatIsRunAgain() {
        assertThat(reachedFrom("PlanFailure", STAGES)).doesNotContain("Done").contains("PlanFailed");
        assertThat(reachedFrom("Failure", STAGES)).doesNotContain("Done").contains("NightEnded");
        assertThat(state("NightEnded").at("/Parameters/outcome").asText()).isEqualTo("FAILED");
        assertThat(state("AllSucceeded?").at("/Choices/0/Next").asText()).isEqualTo("FirstFailure");
    }

    @Test
    void whatTheFailureFunctionDoesNotNameIsToldToOperations() {
        for (String prefix : new String[] {"", "Plan"}) {
            assertThat(state(prefix + "Next?").path("Default").asText()).isEqualTo(prefix + "NotifyOperations");
            assertThat(state(prefix + "FailureLost").path("Next").asText()).isEqualTo(prefix + "NotifyOperations");
            assertThat(topic(prefix + "NotifyData")).isEqualTo("${DataTopic}");
            assertThat(topic(prefix + "NotifyOperations")).isEqualTo("${OperationsTopic}");
        }
    }

    private JsonNode state(String name) {
        return Objects.requireNonNull(states.get(name), name);
    }

    private String topic(String state) {
        return state(state).at("/Parameters/TopicArn").asText();
    }

    private Map<String, JsonNode> tasks() {
        Map<String, JsonNode> tasks = new TreeMap<>(states);
        tasks.values().removeIf(state -> !state.path("Type").asText().equals("Task"));
        return tasks;
    }

    /** Every state that can follow the start, up to the boundary states. */
    private Set<String> reachedFrom(String start, Set<String> boundary) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (reached.add(name) && !boundary.contains(name)) {
                JsonNode state = own(state(name));
                Stream.concat(state.findValuesAsText("Next").stream(), state.findValuesAsText("Default").stream())
                        .forEach(open::push);
            }
        }
        return reached;
    }

    /** A state without the states inside it. */
    private static JsonNode own(JsonNode state) {
        ObjectNode own = state.deepCopy();
        own.remove("ItemProcessor");
        return own;
    }

    private static Map<String, JsonNode> states() {
        try {
            JsonNode machine = new ObjectMapper()
                    .readTree(Project.root().resolve("step-function.json").toFile());
            Map<String, JsonNode> found = new TreeMap<>();
            Set<String> twice = new HashSet<>();
            Stream.of(machine.path("States"), machine.at("/States/Nights/ItemProcessor/States"))
                    .forEach(level -> level.fields().forEachRemaining(state -> {
                        if (found.put(state.getKey(), state.getValue()) != null) {
                            twice.add(state.getKey());
                        }
                    }));
            assertThat(twice).isEmpty();
            return found;
        } catch (IOException broken) {
            throw new AssertionError("step-function.json cannot be read", broken);
        }
    }
}
