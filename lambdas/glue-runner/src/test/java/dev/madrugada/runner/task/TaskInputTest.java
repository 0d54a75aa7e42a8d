package dev.madrugada.runner.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskInputTest {
    private static final String CLAIM =
            "\"claim\": {\"execution\": \"e\", \"state\": \"Ingest\", \"entered\": \"t\", \"retry\": %d}";

    @Test
    void oneTaskHasOneClaimAndARetryAnother() {
        String first = "{" + CLAIM.formatted(0) + ", \"crawler\": {\"Name\": \"c\"}}";
        String retry = "{" + CLAIM.formatted(1) + ", \"crawler\": {\"Name\": \"c\"}}";

        assertThat(TaskInput.claimId(new Activities.Task("a", first)))
                .isEqualTo(TaskInput.claimId(new Activities.Task("b", first)))
                .isNotEqualTo(TaskInput.claimId(new Activities.Task("a", retry)))
                .matches("[0-9a-f]{40}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"claim\": 1}"})
    void anInputWithoutAClaimIsClaimedByItsToken(String input) {
        assertThat(TaskInput.claimId(new Activities.Task("a", input)))
                .isNotEqualTo(TaskInput.claimId(new Activities.Task("b", input)));
        assertThatThrownBy(() -> TaskInput.parse(input))
                .hasMessageContaining("claim.execution is missing")
                .hasMessageContaining("claim.retry is missing");
    }

    @Test
    void anInputWithAPartOfAClaimIsClaimedByItsToken() {
        String part = "{\"claim\": {\"execution\": \"e\"}, \"crawler\": {\"Name\": \"c\"}}";

        assertThat(TaskInput.claimId(new Activities.Task("a", part)))
                .isNotEqualTo(TaskInput.claimId(new Activities.Task("b", part)));
    }

    @Test
    void anInputThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> TaskInput.parse("[]")).hasMessageContaining("they are no JSON object");
        assertThatThrownBy(() -> TaskInput.parse("{" + CLAIM.formatted(0) + ", \"job\": 1}"))
                .hasMessageContaining("job is no JSON object")
                .hasMessageNotContaining("they are no JSON object");
        assertThatThrownBy(() -> TaskInput.parse("{" + CLAIM.formatted(0) + "}"))
                .hasMessageContaining("they have 0 of the fields job, crawler, trigger and mail");
    }

    @Test
    void aFailureIsCutToWhatStepFunctionsAccepts() {
        Failure failure = new Failure("E".repeat(257), "c".repeat(32_769));

        assertThat(failure).isEqualTo(new Failure("E".repeat(256), "c".repeat(32_768)));
        assertThat(failure.error()).hasSize(256);
        assertThat(failure.cause()).hasSize(32_768);
    }

    @Test
    void unknownFieldsAndSeveralKindsAreNamed() {
        String input = "{" + CLAIM.formatted(0) + ", \"job\": {}, \"mail\": {}, \"jib\": {}}";

        assertThatThrownBy(() -> TaskInput.parse(input))
                .hasMessageContaining("InvalidArguments: the task's parameters: ")
                .hasMessageContaining("jib is not known")
                .hasMessageContaining("they have 2 of the fields job, crawler, trigger and mail");
    }
}
