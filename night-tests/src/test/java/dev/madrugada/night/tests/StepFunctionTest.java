package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract between step-function.json and the error codes: every name in it is known, every code is routed. */
class StepFunctionTest {
    /** Lambda names what a Java function throws by its class; of those only this one is told from a bug. */
    private static final String AWS_NAME =
            "(States|Glue|Lambda|SNS|Runtime|Sandbox)\\.[A-Za-z]+|java\\.lang\\.OutOfMemoryError";

    private static final Map<ErrorCategory, String> NOTIFICATIONS = Map.of(
            ErrorCategory.CALLER, "NotifyCaller",
            ErrorCategory.DATA, "NotifyData",
            ErrorCategory.INFRASTRUCTURE, "NotifyInfrastructure",
            ErrorCategory.INTERNAL, "NotifyInternal");
    private static final Map<ErrorCategory, String> ENDS = Map.of(
            ErrorCategory.CALLER, "CallerFailed",
            ErrorCategory.DATA, "DataFailed",
            ErrorCategory.INFRASTRUCTURE, "InfrastructureFailed",
            ErrorCategory.INTERNAL, "InternalFailed");

    /** Where the way leads back to a stage. */
    private static final Set<String> AGAIN = Set.of("WaitBeforeRetry", "WaitBeforeRound");

    private final JsonNode states = states();

    @Test
    void everyErrorNameIsOneOfOursOrOneOfAws() {
        Set<String> ours = Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.toSet());
        assertThat(errorNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ours.contains(name) || name.matches(AWS_NAME))
                        .as(name)
                        .isTrue());
    }

    @Test
    void everyErrorCodeIsRoutedOnce() {
        assertThat(compared("Category", "$.failure.code"))
                .containsExactlyInAnyOrder(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void anErrorCodeEndsWhereItsCategoryBelongs(ErrorCode code) {
        ErrorCategory category = code.category();
        JsonNode choice = choice(code.name());

        assertThat(failStatesReachedFrom(next(choice))).containsExactly(ENDS.get(category));
        assertThat(notificationsReachedFrom(next(choice))).containsExactly(NOTIFICATIONS.get(category));
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatACategoryRetriesIsRetried(ErrorCode code) {
        assertThat(next(choice(code.name())).equals("Retries?") || code == ErrorCode.PublicationConflict)
                .isEqualTo(code.category().isRetried());
    }

    /**
     * Where it is retried in place, a stage reads anew; where it is not, its input was published by transform, which
     * reads what ingest published and recorded.
     */
    @Test
    void aStaleLoadGoesBackToIngest() {
        assertThat(next(choice("PublicationConflict"))).isEqualTo("Overtaken?");
        assertThat(compared("Overtaken?", "$.attempt.stage")).containsExactlyInAnyOrder("Quality", "Gate", "Load");
        assertThat(states.path("Overtaken?").path("Default").asText()).isEqualTo("Retries?");
        assertThat(states.path("WaitBeforeRound").path("Next").asText()).isEqualTo("BeginIngest");
    }

    @Test
    void everyFailureOfATaskIsCaught() {
        assertThat(tasks()).isNotEmpty().allSatisfy(task -> {
            JsonNode last = task.path("Catch").path(task.path("Catch").size() - 1);
            assertThat(last.path("ErrorEquals").path(0).asText())
                    .as(task.toString())
                    .isEqualTo("States.ALL");
        });
    }

    @Test
    void aFailureNeverReachesTheSucceedStateButThroughAStageThatIsRunAgain() {
        Set<String> stages = Set.of("Plan", "Ingest", "Transform", "Quality", "Gate", "Load", "Report");

        assertThat(reachedFrom("WhoFailed", stages)).doesNotContain("Done");
        assertThat(reachedFrom("GateClosed", stages)).doesNotContain("Done");
        assertThat(reachedFrom("Stopped", stages)).doesNotContain("Done");
    }

    @Test
    void peopleAreToldOfTheDataAndOperatorsOfTheRest() {
        assertThat(topic("NotifyCaller")).isEqualTo(topic("NotifyData"));
        assertThat(topic("NotifyInfrastructure")).isEqualTo(topic("NotifyInternal"));
        assertThat(topic("NotifyData")).isNotEqualTo(topic("NotifyInternal"));
    }

    private Set<String> errorNames() {
        Set<String> names = new TreeSet<>();
        states.findValues("ErrorEquals").forEach(list -> list.forEach(name -> names.add(name.asText())));
        states.forEach(state -> names.addAll(literals(state.path("Parameters").path("code"))));
        names.addAll(compared("Category", "$.failure.code"));
        names.addAll(compared("WhoFailed", "$.error.Error"));
        return names;
    }

    private static Set<String> literals(JsonNode code) {
        return code.isTextual() ? Set.of(code.asText()) : Set.of();
    }

    /** The names a Choice state compares a variable with, wildcards left out. */
    private Set<String> compared(String state, String variable) {
        Set<String> names = new TreeSet<>();
        for (JsonNode rule : states.path(state).findParents("Variable")) {
            if (rule.path("Variable").asText().equals(variable) && rule.has("StringEquals")) {
                assertThat(names.add(rule.path("StringEquals").asText()))
                        .as("%s twice", rule)
                        .isTrue();
            }
        }
        return names;
    }

    private JsonNode choice(String code) {
        for (JsonNode choice : states.path("Category").path("Choices")) {
            if (choice.findValuesAsText("StringEquals").contains(code)) {
                return choice;
            }
        }
        throw new AssertionError(code + " is not routed");
    }

    private String topic(String state) {
        return states.path(state).path("Parameters").path("TopicArn").asText();
    }

    private Set<String> failStatesReachedFrom(String start) {
        return ofType("Fail", reachedFrom(start, AGAIN));
    }

    private Set<String> notificationsReachedFrom(String start) {
        return ofType("Task", reachedFrom(start, AGAIN));
    }

    private Set<String> ofType(String type, Set<String> names) {
        return names.stream()
                .filter(name -> states.path(name).path("Type").asText().equals(type))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every state that can follow, up to those at which the way ends. */
    private Set<String> reachedFrom(String start, Set<String> boundary) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (reached.add(name) && !boundary.contains(name)) {
                JsonNode state = states.path(name);
                Stream.concat(state.findValuesAsText("Next").stream(), state.findValuesAsText("Default").stream())
                        .forEach(open::push);
            }
        }
        return reached;
    }

    private static String next(JsonNode choice) {
        return choice.path("Next").asText();
    }

    private Set<JsonNode> tasks() {
        Set<JsonNode> tasks = new HashSet<>();
        states.forEach(state -> {
            if (state.path("Type").asText().equals("Task")) {
                tasks.add(state);
            }
        });
        return tasks;
    }

    private static JsonNode states() {
        try {
            return new ObjectMapper()
                    .readTree(Project.root().resolve("step-function.json").toFile())
                    .path("States");
        } catch (IOException broken) {
            throw new AssertionError("step-function.json cannot be read", broken);
        }
    }
}
