package dev.madrugada.warehouse.redshift;

import com.amazon.redshift.util.RedshiftException;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlError;
import java.sql.SQLException;
import java.util.Optional;

/** The server's answer behind a session's exception. */
public final class SqlErrors {
    private SqlErrors() {}

    /** The answer that the exception was made of; empty if it has another cause. */
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
