package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportHandlerTest {
    @Test
    void theEventsStringsAreArguments() throws IOException {
        assertThat(arguments("{\"date\":\"2001-01-01\",\"now\":\"\",\"force\":null,\"arguments\":{\"--date\":\"x\"}}"))
                .containsExactly("--date", "2001-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"a\"", "{", "null"})
    void anythingElseIsNoEvent(String event) {
        assertThatThrownBy(() -> arguments(event)).hasMessageStartingWith("InvalidArguments: event: ");
    }

    @Test
    void whatIsMissingIsSaidAllAtOnce() {
        assertThatThrownBy(() -> ReportArguments.parse(new String[] {"--date", "2001-01-01"}))
                .hasMessageStartingWith("InvalidArguments: ")
                .hasMessageContaining("--dataset is missing")
                .hasMessageContaining("--lake is missing")
                .hasMessageContaining("--run-id is missing")
                .hasMessageContaining("--warehouse-secret is missing");
    }

    private static String[] arguments(String event) throws IOException {
        return ReportEvent.arguments(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }
}
