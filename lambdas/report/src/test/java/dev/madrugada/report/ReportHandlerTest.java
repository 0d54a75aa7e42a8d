package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportHandlerTest {
    @Test
    void reportsAllMissingArguments() {
        assertThatThrownBy(() -> ReportArguments.parse(Map.of("date", "2001-01-01")))
                .hasMessageStartingWith("InvalidArguments: ")
                .hasMessageContaining("--dataset is missing")
                .hasMessageContaining("--lake is missing")
                .hasMessageContaining("--run-id is missing")
                .hasMessageContaining("--warehouse-secret is missing");
    }
}
