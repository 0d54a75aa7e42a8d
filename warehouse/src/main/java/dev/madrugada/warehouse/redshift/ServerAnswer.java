package dev.madrugada.warehouse.redshift;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.warehouse.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server, or the driver in its place, said: the SQLState, and Redshift's own numbers inside a state of
 * {@code XX000}. Redshift puts a conflict's number where others have a message ({@code M=1023}, {@code D=Serializable
 * isolation violation on table …}), and describes a failed COPY in lines of {@code name: value} in the detail.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLStates</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">1023 and 1018</a>
 */
record ServerAnswer(String state, String message, String detail, boolean isLost) {
    private static final String SERVER_FAILED = "XX000";
    /** 1023: not serializable. 1018: a relation is younger than this transaction's snapshot. */
    private static final Set<String> CONFLICTS = Set.of("1023", "1018");

    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57014", "58030");
    private static final Set<String> CLASH = Set.of("55P03", "55006", "42P07", "23505");
    private static final Set<String> ABSENT = Set.of("3D000", "3F000", "42P01", "42501", "42704", "42883", "58P01");
    private static final Set<String> MISFIT = Set.of("42703", "42804", "42846", "42701", "42P10", "21000");
    private static final Pattern S3_STATUS = Pattern.compile("S3ServiceException:.*?Status(?:Code)? (\\d{3})");
    /** A statement refused with these was never begun: its message names what stands in the SQL, and no row's value. */
    private static final List<String> BEFORE_ANY_ROW = List.of("42", "3D", "3F");

    /** Numbers by which what COPY refused is found in sys_load_error_detail. */
    private static final Pattern NUMBER = Pattern.compile("(?m)^\\s*(code|query):\\s*(\\d+)\\s*$");

    static ServerAnswer of(SQLException thrown) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        boolean lost = state.startsWith("08") || causedByInput(thrown);
        ServerErrorMessage server =
                thrown instanceof RedshiftException redshift ? redshift.getServerErrorMessage() : null;
        return server == null
                ? new ServerAnswer(state, orEmpty(thrown.getMessage()), "", lost)
                : new ServerAnswer(state, orEmpty(server.getMessage()), orEmpty(server.getDetail()), lost);
    }

    ErrorCode whileConnecting() {
        if (state.startsWith("28") || ABSENT.contains(state)) {
            return ErrorCode.InputMissing;
        }
        return ErrorCode.WarehouseUnavailable;
    }

    /** A commit that was not answered, or answered with the server going away, may have happened. */
    ErrorCode whileCommitting() {
        if (isConflict()) {
            return ErrorCode.WarehouseConflict;
        }
        return isLost || state.isEmpty() || AWAY.contains(state) || state.equals(SERVER_FAILED)
                ? ErrorCode.CommitOutcomeUnknown
                : whileRunning(SqlStatement.of("COMMIT"));
    }

    ErrorCode whileRunning(SqlStatement statement) {
        if (isConflict()) {
            return ErrorCode.WarehouseConflict;
        }
        if (isLost || AWAY.contains(state) || state.startsWith("53")) {
            return ErrorCode.WarehouseUnavailable;
        }
        if (state.startsWith("28") || ABSENT.contains(state)) {
            return ErrorCode.InputMissing;
        }
        if (state.startsWith("22") || state.startsWith("23") || MISFIT.contains(state)) {
            return ErrorCode.DataContractViolation;
        }
        return state.equals(SERVER_FAILED) ? whileMovingRows(statement) : ErrorCode.InternalError;
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
        Matcher s3 = S3_STATUS.matcher(message + "\n" + detail);
        if (s3.find()) {
            words.append(", S3 answered ").append(s3.group(1));
        }
        Matcher number = NUMBER.matcher(detail);
        while (number.find()) {
            words.append(", ").append(number.group(1)).append(' ').append(number.group(2));
        }
        return words.append("; the server's text is in the log").toString();
    }

    private boolean isConflict() {
        return state.startsWith("40") || CLASH.contains(state) || CONFLICTS.contains(message.strip());
    }

    /** Rows that don't fit fail COPY and INSERT with XX000 and 8001; so does S3, which adds its HTTP status. */
    private ErrorCode whileMovingRows(SqlStatement statement) {
        Matcher s3 = S3_STATUS.matcher(message + "\n" + detail);
        if (s3.find()) {
            int status = Integer.parseInt(s3.group(1));
            return status >= 500 || status == 429 ? ErrorCode.WarehouseUnavailable : ErrorCode.InputMissing;
        }
        String verb = statement.toString().toUpperCase(Locale.ROOT);
        return verb.startsWith("COPY ") || verb.startsWith("INSERT ")
                ? ErrorCode.DataContractViolation
                : ErrorCode.InternalError;
    }

    private static boolean causedByInput(Throwable thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
