package dev.madrugada.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.warehouse.SqlStatement;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
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
    void aStateOfAStatementHasItsCode(String state, ErrorCode code) {
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
    void aRefusedConnectionHasItsCode(String state, ErrorCode code) {
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
    void aCommitThatGaveNoSuccessMayHaveHappenedUnlessTheServerSaysNo(String state, ErrorCode code) {
        assertThat(ServerAnswer.of(new SQLException("as it is", state)).whileCommitting())
                .isEqualTo(code);
    }

    @Test
    void aLostSocketIsLostWhateverTheStateSays() {
        SQLException lost = new SQLException("An I/O error", "XX000", new SocketTimeoutException("Read timed out"));

        assertThat(ServerAnswer.of(lost).whileRunning(DELETE)).isEqualTo(ErrorCode.WarehouseUnavailable);
        assertThat(ServerAnswer.of(lost).whileCommitting()).isEqualTo(ErrorCode.CommitOutcomeUnknown);
    }

    /** As Redshift sends it: the number stands where others have a message. */
    @Test
    void redshiftsOwnNumbersForConflictsAreConflicts() {
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
    void aFailedCopyIsTheDatasAndSaysWhatRedshiftSaid() {
        ServerAnswer answer = redshift("XX000", "Spectrum Scan Error", """
                 -----------------------------------------------
                  error:  Spectrum Scan Error
                  code:      15007
                  context:   File 's3://lake/f.parquet' has an incompatible Parquet schema
                  query:     672099
                 -----------------------------------------------
                """);

        assertThat(answer.whileRunning(COPY)).isEqualTo(ErrorCode.DataContractViolation);
        assertThat(answer.words())
                .isEqualTo("SQLState XX000, Spectrum Scan Error:, error: Spectrum Scan Error, code: 15007,"
                        + " context: File 's3://lake/f.parquet' has an incompatible Parquet schema, query: 672099");
    }

    @ParameterizedTest
    @CsvSource({"403, InputMissing", "404, InputMissing", "503, WarehouseUnavailable", "429, WarehouseUnavailable"})
    void whatS3SaysToACopyGoesByItsStatus(int status, ErrorCode code) {
        String said = "S3ServiceException:No,Status " + status + ",Error No,Rid D14F284FE3B45734,CanRetry 1";

        assertThat(redshift("XX000", said, "error:  " + said + "\n  code:      8001\n")
                        .whileRunning(COPY))
                .isEqualTo(code);
    }

    private static ServerAnswer redshift(String state, String message, String detail) {
        String sent = "SERROR\0C" + state + "\0M" + message + "\0D" + detail + "\0";
        return ServerAnswer.of(new RedshiftException(new ServerErrorMessage(sent)));
    }
}
