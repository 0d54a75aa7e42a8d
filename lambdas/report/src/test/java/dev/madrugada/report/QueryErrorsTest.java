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
                "42601 | syntax error at or near \"b\" | InvalidContract: report.sql: the warehouse refuses the query; SQLState 42601, syntax",
                "42P01 | relation \"public.t\" does not exist | InvalidContract: report.sql:3: the warehouse refuses",
                "42703 | column a does not exist | InvalidContract: report.sql:1: the warehouse refuses",
                "0A000 | Specified types or functions not supported on Redshift tables. | InvalidContract: report.sql: ",
                "54001 | statement too complex | InvalidContract: report.sql: ",
                "25006 | transaction is read-only | InvalidContract: report.sql: the warehouse refuses the query; SQLState 25006, transaction is read-only; let the query read only",
                "42501 | permission denied for relation t | InputMissing: report.sql: the warehouse's login may not run",
                "57014 | canceling statement due to statement timeout | WarehouseUnavailable: report.sql: the query was cancelled",
                "08006 | connection lost | InternalError: warehouse: ",
                "40001 | 1023 | InternalError: warehouse: ",
            })
    void theStateSaysWhatIsWrong(String state, String words, String message) {
        assertThat(QueryErrors.ofTheQuery(QUERY, failed(state, words), () -> {}))
                .hasMessageStartingWith(message);
    }

    @Test
    void rowsThatBreakTheQueryAreTheDatasAndTheirValuesAreNotShown() {
        assertThat(QueryErrors.ofTheQuery(
                        QUERY, failed("22P02", "invalid input syntax for integer: \"secret\""), () -> {}))
                .hasMessageStartingWith(
                        "DataContractViolation: report.sql: a row's values broke the query while it ran;"
                                + " SQLState 22P02, a text cannot be read as its type")
                .hasMessageContaining("nullif(x, 0)")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aValueOfTheQuerysOwnTextFailsInItsPlanAndIsTheContracts() {
        MadrugadaException zero = failed("22012", "division by zero");
        assertThat(QueryErrors.ofTheQuery(QUERY, zero, () -> {
                    throw failed("22012", "division by zero");
                }))
                .hasMessageStartingWith("InvalidContract: report.sql: the warehouse refuses the query; SQLState 22012");
        assertThat(QueryErrors.ofTheQuery(QUERY, zero, () -> {
                    throw failed("08006", "gone");
                }))
                .hasMessageStartingWith("DataContractViolation: ");
    }

    @Test
    void whatTheServerDidNotAnswerStaysAsItIs() {
        MadrugadaException failed = Fault.of(ErrorCode.WarehouseUnavailable)
                .at("warehouse")
                .what("no session")
                .because("gone")
                .fix("wait")
                .exception();
        assertThat(QueryErrors.ofTheQuery(QUERY, failed, () -> {})).isSameAs(failed);
    }

    private static MadrugadaException failed(String state, String words) {
        return Fault.of(ErrorCode.InternalError)
                .at("warehouse")
                .what("failed")
                .because("it said so")
                .fix("see it")
                .exception(new SQLException(words, state));
    }
}
