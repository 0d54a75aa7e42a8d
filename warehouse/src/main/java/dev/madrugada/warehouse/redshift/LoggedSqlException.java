package dev.madrugada.warehouse.redshift;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.madrugada.warehouse.SqlError;
import java.io.IOException;
import java.sql.SQLException;

/**
 * The driver's exception as a log may have it: SQLState, stack trace, and a text without values of rows. The server's whole
 * error is in {@link #error}, which no log prints.
 */
final class LoggedSqlException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient SqlError error;

    private LoggedSqlException(ServerAnswer answer, SqlError error, SQLException thrown) {
        super(answer.describe(), thrown.getSQLState(), thrown.getErrorCode());
        this.error = error;
        setStackTrace(thrown.getStackTrace());
        // A lost connection's cause tells why; other causes may quote a value.
        if (thrown.getCause() instanceof IOException lost) {
            var unused = initCause(lost);
        }
    }

    static LoggedSqlException of(SQLException thrown) {
        ServerAnswer answer = ServerAnswer.of(thrown);
        ServerErrorMessage server =
                thrown instanceof RedshiftException redshift ? redshift.getServerErrorMessage() : null;
        return new LoggedSqlException(
                answer,
                new SqlError(
                        answer.state(), answer.message(), answer.detail(), server == null ? 0 : server.getPosition()),
                thrown);
    }

    /** The server's error, whose message and detail may quote a value of a row. */
    SqlError error() {
        return error;
    }
}
