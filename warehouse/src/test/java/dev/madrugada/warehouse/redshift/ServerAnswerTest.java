package dev.madrugada.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.RedshiftState;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlError;
import dev.madrugada.warehouse.SqlStatement;
import java.io.EOFException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAnswerTest {
    private static final SqlStatement DELETE = SqlStatement.of("DELETE FROM \"public\".\"flights\"");
    private static final SqlStatement COPY = SqlStatement.of("copy \"staging\" FROM 's3://lake/m' IAM_ROLE 'r'");

    @ParameterizedTest
    @CsvSource({
        "08006, WarehouseUnavailable",
        "08001, WarehouseUnavailable",
        "57P01, WarehouseUnavailable",
        "57014, WarehouseUnavailable",
        "53300, WarehouseUnavailable",
        "53100, WarehouseUnavailable",
        "40001, WarehouseConflict",
        "40P01, WarehouseConflict",
        "55P03, WarehouseConflict",
        "42P07, WarehouseConflict",
        "23505, WarehouseConflict",
        "28000, InputMissing",
        "3F000, InputMissing",
        "42P01, InputMissing",
        "42501, InputMissing",
        "42703, DataContractViolation",
        "42804, DataContractViolation",
        "22001, DataContractViolation",
        "23502, DataContractViolation",
        "42601, InternalError",
        "XX000, InternalError",
        "0A000, InternalError",
    })
    void classifiesStatementsBySqlState(String state, ErrorCode code) {
        assertThat(ServerAnswer.of(new SQLException("as it is", state)).whileRunning(DELETE))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "08001, WarehouseUnavailable",
        "08006, WarehouseUnavailable",
        "57P03, WarehouseUnavailable",
        "53300, WarehouseUnavailable",
        "28P01, InputMissing",
        "28000, InputMissing",
        "3D000, InputMissing",
    })
    void classifiesConnectionErrorsBySqlState(String state, ErrorCode code) {
        assertThat(ServerAnswer.of(new SQLException("as it is", state)).whileConnecting())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "08006, CommitOutcomeUnknown",
        "08003, CommitOutcomeUnknown",
        "57P01, CommitOutcomeUnknown",
        "XX000, CommitOutcomeUnknown",
        "40001, WarehouseConflict",
        "23502, DataContractViolation",
    })
    void classifiesCommitErrorsBySqlState(String state, ErrorCode code) {
        assertThat(ServerAnswer.of(new SQLException("as it is", state)).whileCommitting())
                .isEqualTo(code);
    }

    @Test
    void detectsALostConnectionByItsCause() {
        SQLException lost = new SQLException("An I/O error", "XX000", new SocketTimeoutException("Read timed out"));

        assertThat(ServerAnswer.of(lost).whileRunning(DELETE)).isEqualTo(ErrorCode.WarehouseUnavailable);
        assertThat(ServerAnswer.of(lost).whileCommitting()).isEqualTo(ErrorCode.CommitOutcomeUnknown);
    }

    /** Redshift sends the error number in place of a message. */
    @Test
    void recognizesRedshiftsConflictNumbers() {
        ServerAnswer notSerializable =
                redshift("XX000", "1023", "Serializable isolation violation on table - 119371, transactions …");
        ServerAnswer youngerRelation = redshift("XX000", "1018", "Relation does not exist.");
        ServerAnswer anotherNumber = redshift("XX000", "1024", "Something else.");

        assertThat(notSerializable.whileRunning(DELETE)).isEqualTo(ErrorCode.WarehouseConflict);
        assertThat(notSerializable.whileCommitting()).isEqualTo(ErrorCode.WarehouseConflict);
        assertThat(youngerRelation.whileRunning(DELETE)).isEqualTo(ErrorCode.WarehouseConflict);
        assertThat(anotherNumber.whileRunning(DELETE)).isEqualTo(ErrorCode.InternalError);
    }

    @Test
    void reportsAnUntrustedCertificateAsInputMissing() {
        SQLException otherName = new RedshiftException(
                "The hostname alias.example.com could not be verified by hostnameverifier RedshiftjdbcHostnameVerifier.",
                RedshiftState.CONNECTION_FAILURE);
        SQLException unknownRoot = new RedshiftException(
                "SSL error: PKIX path building failed",
                RedshiftState.CONNECTION_FAILURE,
                handshake(new CertificateException("no path")));
        SQLException cut = new RedshiftException(
                "SSL error: Remote host terminated the handshake",
                RedshiftState.CONNECTION_FAILURE,
                handshake(new EOFException()));

        for (SQLException refused : List.of(otherName, unknownRoot)) {
            assertThat(new WarehouseFaults("warehouse h:1/d").connecting(refused))
                    .hasMessageStartingWith(
                            "InputMissing: warehouse h:1/d: opening a session failed; the server's"
                                    + " certificate is not trusted, or does not name this host; use the host name that Redshift shows");
        }
        assertThat(new WarehouseFaults("warehouse h:1/d").connecting(cut))
                .hasMessageStartingWith("WarehouseUnavailable");
    }

    private static SSLHandshakeException handshake(Exception cause) {
        SSLHandshakeException failed = new SSLHandshakeException("handshake");
        failed.initCause(cause);
        return failed;
    }

    /** Messages of PostgreSQL, which Redshift shares. They contain a value of a row in the message or in the detail. */
    @ParameterizedTest
    @CsvSource({
        "22P02, invalid input syntax for type integer: \"Card 4111\", ''",
        "22001, value too long, Value: Card 4111",
        "23502, null value in column \"id\", 'Failing row contains (Card 4111, null)'",
        "23505, duplicate key, Key (card)=(Card 4111) already exists.",
        "XX000, Card 4111, Card 4111",
        "57014, Card 4111, Card 4111",
        "'', Card 4111, Card 4111",
    })
    void omitsValuesOfRows(String state, String message, String detail) {
        ServerAnswer answer = redshift(state, message, detail);

        assertThat(answer.describe()).doesNotContain("4111").startsWith(state.isEmpty() ? "no SQLState" : state(state));
        RedshiftException thrown = new RedshiftException(new ServerErrorMessage(sent(state, message, detail)));
        WarehouseFaults faults = new WarehouseFaults("warehouse h:1/d");
        for (MadrugadaException coded : List.of(faults.running(COPY, thrown), faults.committing(thrown))) {
            StringWriter log = new StringWriter();
            coded.printStackTrace(new PrintWriter(log));
            assertThat(log.toString()).doesNotContain("4111").contains("Caused by: ", "omitsValuesOfRows");
            assertThat(SqlErrors.of(coded)).get().extracting(SqlError::message).isEqualTo(message);
        }
    }

    @Test
    void includesMessagesWithoutValues() {
        assertThat(redshift("42P01", "relation \"public.flights\" does not exist", "")
                        .describe())
                .isEqualTo("SQLState 42P01, relation \"public.flights\" does not exist");
        assertThat(redshift("3F000", "schema \"x\" does not exist", "of 4111").describe())
                .isEqualTo("SQLState 3F000, schema \"x\" does not exist");
    }

    private static ServerAnswer redshift(String state, String message, String detail) {
        return ServerAnswer.of(new RedshiftException(new ServerErrorMessage(sent(state, message, detail))));
    }

    private static String sent(String state, String message, String detail) {
        return "SERROR\0C" + state + "\0M" + message + "\0D" + detail + "\0";
    }

    private static String state(String state) {
        return "SQLState " + state;
    }
}
