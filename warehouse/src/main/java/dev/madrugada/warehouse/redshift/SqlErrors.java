package dev.madrugada.warehouse.redshift;

import com.amazon.redshift.util.RedshiftException;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlError;
import java.sql.SQLException;
import java.util.Optional;

/** Extracts the server's error from an exception of a session. */
public final class SqlErrors {
    private SqlErrors() {}

    /** The server's error; empty if the exception's cause is not an SQLException. */
    public static Optional<SqlError> of(MadrugadaException failed) {
        if (!(failed.getCause() instanceof SQLException thrown)) {
            return Optional.empty();
        }
        ServerAnswer answer = ServerAnswer.of(thrown);
        int position = thrown instanceof RedshiftException redshift && redshift.getServerErrorMessage() != null
                ? redshift.getServerErrorMessage().getPosition()
                : 0;
        return Optional.of(new SqlError(answer.state(), answer.message(), answer.detail(), position));
    }
}
