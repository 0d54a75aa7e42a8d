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
 * What the server, or the driver in its place, said: the SQLState, and Redshift's own numbers inside a state of
 * {@code XX000}. Redshift puts a conflict's number where others have a message ({@code M=1023}, {@code D=Serializable
 * isolation violation on table …}); {@link CopyFailure} reads what it says of a failed COPY.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLStates</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">1023 and 1018</a>
 */
record ServerAnswer(String state, String message, String detail, Link link) {
    private static final String SERVER_FAILED = "XX000";
    /** 1023: not serializable. 1018: a relation is younger than this transaction's snapshot. */
    private static final Set<String> CONFLICTS = Set.of("1023", "1018");

    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57014", "58030");
    private static final Set<String> CLASH = Set.of("55P03", "55006", "42P07", "23505");
    private static final Set<String> ABSENT = Set.of("3D000", "3F000", "42P01", "42501", "42704", "42883", "58P01");
    private static final Set<String> INVALID_VALUE = Set.of("42703", "42804", "42846", "42701", "42P10", "21000");
    /** A statement refused with these was never begun: its message names what stands in the SQL, and no row's value. */
    private static final List<String> BEFORE_ANY_ROW = List.of("42", "3D", "3F");

    /**
     * What the driver says of a name that is not in the certificate: a state of 08006 like any lost connection, and no
     * cause. {@code LibPQFactory.verifyPeerName} in redshift-jdbc42 2.3.0.
     */
    private static final String OTHER_NAME = "could not be verified by hostnameverifier";

    /** What became of the connection. */
    enum Link {
        THERE,
        LOST,
        /** The server's certificate is not trusted, or names another host. */
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
        if (link == Link.UNTRUSTED || state.startsWith("28") || ABSENT.contains(state)) {
            return ErrorCode.InputMissing;
        }
        return ErrorCode.WarehouseUnavailable;
    }

    /** A commit that was not answered, or answered with the server going away, may have happened. */
    ErrorCode whileCommitting() {
        if (isConflict()) {
            return ErrorCode.WarehouseConflict;
        }
        return isLost() || state.isEmpty() || AWAY.contains(state) || state.equals(SERVER_FAILED)
                ? ErrorCode.CommitOutcomeUnknown
                : whileRunning(SqlStatement.of("COMMIT"));
    }

    ErrorCode whileRunning(SqlStatement statement) {
        if (isConflict()) {
            return ErrorCode.WarehouseConflict;
        }
        if (isLost() || AWAY.contains(state) || state.startsWith("53")) {
            return ErrorCode.WarehouseUnavailable;
        }
        if (state.startsWith("28") || ABSENT.contains(state)) {
            return ErrorCode.InputMissing;
        }
        if (state.startsWith("22") || state.startsWith("23") || INVALID_VALUE.contains(state)) {
            return ErrorCode.DataContractViolation;
        }
        return state.equals(SERVER_FAILED) ? whileMovingRows(statement) : ErrorCode.InternalError;
    }

    /** What Redshift says of a refused COPY; empty for other statements, and for answers that are told by their state. */
    Optional<CopyFailure> ofCopy(SqlStatement statement) {
        return state.equals(SERVER_FAILED) && !isConflict() && !isLost() && begins(statement, "COPY ")
                ? Optional.of(CopyFailure.of(message, detail))
                : Optional.empty();
    }

    /**
     * What went wrong, for a message that leaves the job: the state, and only such words as hold no row's value. The
     * whole answer is in the cause, for the log.
     */
    String words() {
        StringBuilder words = new StringBuilder(state.isEmpty() ? "no SQLState" : "SQLState " + state);
        if (BEFORE_ANY_ROW.stream().anyMatch(state::startsWith)) {
            return words.append(", ")
                    .append(message.strip().replaceAll("\\s+", " "))
                    .toString();
        }
        if (CONFLICTS.contains(message.strip())) {
            words.append(", Redshift's ").append(message.strip());
        }
        if (state.equals(SERVER_FAILED)) {
            // Only numbers and names: other statements' answers have none of them.
            CopyFailure.of(message, detail)
                    .facts()
                    .forEach(fact -> words.append(", ").append(fact));
        }
        return words.append("; the server's text is in the log").toString();
    }

    private boolean isLost() {
        return link != Link.THERE;
    }

    private boolean isConflict() {
        return state.startsWith("40") || CLASH.contains(state) || CONFLICTS.contains(message.strip());
    }

    /** Rows that don't fit fail INSERT, too, with XX000. */
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
        if (String.valueOf(thrown.getMessage()).contains(OTHER_NAME)
                || Causes.contain(CertificateException.class, thrown)
                || Causes.contain(CertPathValidatorException.class, thrown)
                || Causes.contain(SSLPeerUnverifiedException.class, thrown)) {
            return Link.UNTRUSTED;
        }
        return state.startsWith("08") || Causes.contain(IOException.class, thrown) ? Link.LOST : Link.THERE;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
