package dev.madrugada.warehouse.redshift;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.warehouse.SqlStatement;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The error of the server or of the driver, and its classification by SQLState. With state {@code XX000} Redshift
 * reports its own error numbers. For a conflict, Redshift sends the number as the message ({@code M=1023}, {@code
 * D=Serializable isolation violation on table …}). {@link CopyFailure} classifies a failed COPY.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLStates</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">1023 and 1018</a>
 */
record ServerAnswer(String state, String message, String detail, Link link) {
    private static final String INTERNAL_ERROR = "XX000";
    /** 1023: serializable isolation violation. 1018: a relation was created after this transaction's snapshot. */
    private static final Set<String> CONFLICT_NUMBERS = Set.of("1023", "1018");

    private static final Set<String> UNAVAILABLE_STATES = Set.of("57P01", "57P02", "57P03", "57014", "58030");
    private static final Set<String> CONFLICT_STATES = Set.of("55P03", "55006", "42P07", "23505");
    private static final Set<String> MISSING_STATES =
            Set.of("3D000", "3F000", "42P01", "42501", "42704", "42883", "58P01");
    private static final Set<String> CONTRACT_STATES = Set.of("42703", "42804", "42846", "42701", "42P10", "21000");
    /**
     * SQLState classes of errors that occur before a statement reads rows. Their messages contain names from the SQL
     * text, but no value of a row.
     */
    private static final List<String> BEFORE_ANY_ROW = List.of("42", "3D", "3F");

    /**
     * The driver's message if the certificate does not name the host. The SQLState is 08006, as for any lost
     * connection, and there is no cause. Source: {@code LibPQFactory.verifyPeerName} in redshift-jdbc42 2.3.0.
     */
    private static final String HOST_NAME_MISMATCH = "could not be verified by hostnameverifier";

    /** The state of the connection after the error. */
    enum Link {
        OPEN,
        LOST,
        /** The server's certificate is not trusted, or does not name the host. */
        UNTRUSTED
    }

    static ServerAnswer of(SQLException thrown) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        Link lost = link(state, thrown);
        ServerErrorMessage server =
                thrown instanceof RedshiftException redshift ? redshift.getServerErrorMessage() : null;
        return server == null
                ? new ServerAnswer(state, orEmpty(thrown.getMessage()), "", lost)
                : new ServerAnswer(state, orEmpty(server.getMessage()), orEmpty(server.getDetail()), lost);
    }

    ErrorCode whileConnecting() {
        if (link == Link.UNTRUSTED || isLoginRefused() || MISSING_STATES.contains(state)) {
            return ErrorCode.InputMissing;
        }
        return ErrorCode.WarehouseUnavailable;
    }

    /**
     * The code of an error during COMMIT. If the connection was lost or the server shut down, the commit may have
     * happened.
     */
    ErrorCode whileCommitting() {
        if (isConflict()) {
            return ErrorCode.WarehouseConflict;
        }
        return isLost() || state.isEmpty() || UNAVAILABLE_STATES.contains(state) || state.equals(INTERNAL_ERROR)
                ? ErrorCode.CommitOutcomeUnknown
                : whileRunning(SqlStatement.of("COMMIT"));
    }

    ErrorCode whileRunning(SqlStatement statement) {
        if (isConflict()) {
            return ErrorCode.WarehouseConflict;
        }
        if (isLost() || UNAVAILABLE_STATES.contains(state) || state.startsWith("53")) {
            return ErrorCode.WarehouseUnavailable;
        }
        if (isLoginRefused() || MISSING_STATES.contains(state)) {
            return ErrorCode.InputMissing;
        }
        if (state.startsWith("22") || state.startsWith("23") || CONTRACT_STATES.contains(state)) {
            return ErrorCode.DataContractViolation;
        }
        return state.equals(INTERNAL_ERROR) ? whileMovingRows(statement) : ErrorCode.InternalError;
    }

    /** The reason of a failed COPY; empty for other statements and for errors that the SQLState classifies. */
    Optional<CopyFailure> ofCopy(SqlStatement statement) {
        return state.equals(INTERNAL_ERROR) && !isConflict() && !isLost() && begins(statement, "COPY ")
                ? Optional.of(CopyFailure.of(message, detail))
                : Optional.empty();
    }

    /**
     * A description for the error message: the SQLState, and the server's message only if it cannot contain a value of
     * a row. The whole answer is in the warehouse's own log of queries.
     */
    String describe() {
        StringBuilder text = new StringBuilder(state.isEmpty() ? "no SQLState" : "SQLState " + state);
        if (BEFORE_ANY_ROW.stream().anyMatch(state::startsWith)) {
            return text.append(", ")
                    .append(message.strip().replaceAll("\\s+", " "))
                    .toString();
        }
        if (CONFLICT_NUMBERS.contains(message.strip())) {
            text.append(", Redshift's ").append(message.strip());
        }
        if (state.equals(INTERNAL_ERROR)) {
            // The facts contain only codes and column names. Errors of other statements have none.
            CopyFailure.of(message, detail)
                    .facts()
                    .forEach(fact -> text.append(", ").append(fact));
        }
        return text.append("; sys_query_history has the server's message").toString();
    }

    /** SQLState class 28: invalid authorization specification. */
    boolean isLoginRefused() {
        return state.startsWith("28");
    }

    private boolean isLost() {
        return link != Link.OPEN;
    }

    private boolean isConflict() {
        return state.startsWith("40") || CONFLICT_STATES.contains(state) || CONFLICT_NUMBERS.contains(message.strip());
    }

    /** An INSERT of rows that do not fit the table also fails with XX000. */
    private ErrorCode whileMovingRows(SqlStatement statement) {
        return ofCopy(statement)
                .map(copy -> copy.reason().code())
                .orElseGet(
                        () -> begins(statement, "INSERT ") ? ErrorCode.DataContractViolation : ErrorCode.InternalError);
    }

    private static boolean begins(SqlStatement statement, String verb) {
        return statement.toString().strip().regionMatches(true, 0, verb, 0, verb.length());
    }

    private static Link link(String state, SQLException thrown) {
        if (String.valueOf(thrown.getMessage()).contains(HOST_NAME_MISMATCH)
                || Causes.contain(CertificateException.class, thrown)
                || Causes.contain(CertPathValidatorException.class, thrown)
                || Causes.contain(SSLPeerUnverifiedException.class, thrown)) {
            return Link.UNTRUSTED;
        }
        return state.startsWith("08") || Causes.contain(IOException.class, thrown) ? Link.LOST : Link.OPEN;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
