package dev.madrugada.warehouse.redshift;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlError;
import java.util.Optional;

/** Extracts the server's error from an exception of a session. */
public final class SqlErrors {
    private SqlErrors() {}

    /** The server's error; empty if the exception is not about a statement or a commit. */
    public static Optional<SqlError> of(MadrugadaException failed) {
        return failed.getCause() instanceof LoggedSqlException logged ? Optional.of(logged.error()) : Optional.empty();
    }
}
