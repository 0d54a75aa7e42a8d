package dev.madrugada.warehouse.redshift;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlError;
import java.sql.SQLException;
import java.util.Optional;

/** Extracts the server's error from an exception of a session. */
public final class SqlErrors {
    private SqlErrors() {}

    /** The server's error; empty if the exception's cause is not an SQLException. */
    public static Optional<SqlError> of(MadrugadaException failed) {
        if (failed.getCause() instanceof LoggedSqlException logged) {
            return Optional.of(logged.error());
        }
        return failed.getCause() instanceof SQLException thrown
                ? Optional.of(LoggedSqlException.of(thrown).error())
                : Optional.empty();
    }
}
