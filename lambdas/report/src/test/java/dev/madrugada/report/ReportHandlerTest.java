package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.report.query.Answer;
import dev.madrugada.warehouse.QueryResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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

    @Test
    void aResultIsAnAnswer() {
        QueryResult result = new QueryResult(
                List.of(
                        new QueryResult.Column("hour", QueryResult.Type.INTEGER),
                        new QueryResult.Column("name", QueryResult.Type.TEXT)),
                List.of(Arrays.asList(1L, null)));
        Answer answer = WarehouseQuery.answer(result);
        assertThat(answer.columns()).containsExactly("hour", "name");
        assertThat(answer.rows().get(0).get(0).text()).isEqualTo("1");
    }

    @Test
    void anAnswerThatNobodyCouldReadIsRefused() {
        QueryResult result = new QueryResult(
                List.of(new QueryResult.Column("n", QueryResult.Type.INTEGER)),
                Collections.nCopies(10_001, List.of(1L)));
        assertThatThrownBy(() -> WarehouseQuery.answer(result))
                .hasMessageStartingWith("InvalidContract: report.sql: the answer has 10001 rows");
    }

    @Test
    void wrongSqlIsTheContractsFault() {
        SQLException syntax = new SQLException("ERROR: syntax error at or near \"form\"", "42601");
        Fault ours = new Fault(ErrorCode.InternalError, "warehouse", "failed", "it said so", "see it");
        assertThat(WarehouseQuery.ofTheContract(ours.exception(syntax)))
                .hasMessageStartingWith("InvalidContract: report.sql: ")
                .hasMessageContaining("near \"form\"");
        assertThat(WarehouseQuery.ofTheContract(ours.exception(new SQLException("gone", "08006"))))
                .hasMessageStartingWith("InternalError: ");
    }

    private static String[] arguments(String event) throws IOException {
        return ReportEvent.arguments(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }
}
