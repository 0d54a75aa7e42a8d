package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped event pattern matches every final status of an execution except SUCCEEDED. */
class NightEndedBadlyTest {
    /** The final statuses of an execution in EventBridge's events. */
    private static final List<String> ENDS = List.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");

    @Test
    void matchesEveryEndButTheGoodOne() throws IOException {
        JsonNode pattern = new ObjectMapper()
                .readTree(Project.root().resolve("night-ended-badly.json").toFile());
        List<String> matched = new ArrayList<>();
        pattern.at("/detail/status").forEach(status -> matched.add(status.asText()));
        List<String> bad = new ArrayList<>(ENDS);
        bad.remove("SUCCEEDED");
        assertThat(matched).containsExactlyElementsOf(bad);
        assertThat(pattern.at("/source/0").asText()).isEqualTo("aws.states");
        assertThat(pattern.at("/detail-type/0").asText()).isEqualTo("Step Functions Execution Status Change");
        assertThat(pattern.at("/detail/stateMachineArn/0").asText()).isEqualTo("${StateMachineArn}");
    }
}
