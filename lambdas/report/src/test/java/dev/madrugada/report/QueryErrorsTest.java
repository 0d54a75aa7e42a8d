package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.report.query.BoundQuery;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryErrorsTest {
    private static final BoundQuery QUERY = new BoundQuery("report.sql", "select a,\n  b\nfrom public.t");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42601 | syntax error at or near \"b\" | InvalidContract: report.sql: the warehouse rejected the query; SQLState 42601, syntax",
                "42P01 | relation \"public.t\" does not exist | InvalidContract: report.sql:3: the warehouse rejected",
                "42703 | column a does not exist | InvalidContract: report.sql:1: the warehouse rejected",
                "0A000 | Specified types or functions not supported on Redshift tables. | InvalidContract: report.sql: ",
                "54001 | statement too complex | InvalidContract: report.sql: ",
                "25006 | transaction is read-only | InvalidContract: report.sql: the warehouse rejected the query; SQLState 25006, transaction is read-only; use SELECT only",
                "42501 | permission denied for relation t | InputMissing: report.sql: the warehouse user has no permission",
                "57014 | canceling statement due to statement timeout | WarehouseUnavailable: report.sql: the warehouse cancelled the query",
                "08006 | connection lost | InternalError: warehouse: ",
                "40001 | 1023 | InternalError: warehouse: ",
            })
    void classifiesErrorsBySqlState(String state, String serverMessage, String message) {
        assertThat(QueryErrors.classify(QUERY, failed(state, serverMessage), () -> {}))
                .hasMessageStartingWith(message);
    }

    @Test
    void classifiesDataErrorsWithoutTheirValues() {
        assertThat(QueryErrors.classify(
                        QUERY, failed("22P02", "invalid input syntax for integer: \"secret\""), () -> {}))
                .hasMessageStartingWith("DataContractViolation: report.sql: the query failed on the values of a row;"
                        + " SQLState 22P02, a text cannot be converted to its type")
                .hasMessageContaining("nullif(x, 0)")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void classifiesErrorsOfConstantsAsInvalidContract() {
        MadrugadaException zero = failed("22012", "division by zero");
        assertThat(QueryErrors.classify(QUERY, zero, () -> {
                    throw failed("22012", "division by zero");
                }))
                .hasMessageStartingWith(
                        "InvalidContract: report.sql: the warehouse rejected the query; SQLState 22012");
        assertThat(QueryErrors.classify(QUERY, zero, () -> {
                    throw failed("08006", "gone");
                }))
                .hasMessageStartingWith("DataContractViolation: ");
    }

    @Test
    void keepsErrorsWithoutASqlState() {
        MadrugadaException failed = Fault.of(ErrorCode.WarehouseUnavailable)
                .at("warehouse")
                .what("no session")
                .because("gone")
                .fix("wait")
                .exception();
        assertThat(QueryErrors.classify(QUERY, failed, () -> {})).isSameAs(failed);
    }

    private static MadrugadaException failed(String state, String message) {
        return Fault.of(ErrorCode.InternalError)
                .at("warehouse")
                .what("failed")
                .because("it said so")
                .fix("see it")
                .exception(new SQLException(message, state));
    }
}
