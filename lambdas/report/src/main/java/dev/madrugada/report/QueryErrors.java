package dev.madrugada.report;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.warehouse.SqlError;
import dev.madrugada.warehouse.redshift.SqlErrors;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Classifies an error of the report query by its SQLState. An invalid query is InvalidContract. A row whose values the
 * query cannot process is DataContractViolation. All other errors keep the classification of the session.
 *
 * @see <a href="https://www.postgresql.org/docs/14/errcodes-appendix.html">SQLStates</a>
 */
final class QueryErrors {
    /**
     * SQLState classes of an invalid query: syntax, names and types (42); unsupported features (0A); unknown database,
     * schema, cursor or statement (3D, 3F, 34, 26); exceeded limits (54); not allowed in a read-only transaction (25).
     */
    private static final Set<String> QUERY_ERROR_CLASSES = Set.of("42", "0A", "3D", "3F", "34", "26", "54", "25");
    /** SQLState classes of data errors: data exceptions (22) and a scalar subquery with more than one row (21). */
    private static final Set<String> DATA_ERROR_CLASSES = Set.of("22", "21");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final String QUERY_CANCELED = "57014";
    /** Redshift's compute nodes report most errors with this SQLState and put an error code into the detail. */
    private static final String INTERNAL_ERROR = "XX000";

    /**
     * Redshift's error codes of data errors: values that cannot be converted (1200 to 1299) and numeric overflow
     * (1058).
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html">load error
     *     reference</a>
     */
    private static final Pattern DATA_ERROR_CODE = Pattern.compile("(?m)^\\s*code:\\s*(?:12\\d\\d|1058)\\s*$");

    /** The identifier of the query that the server's message names. */
    private static final Pattern IDENTIFIER = Pattern.compile("\"([^\"]+)\"|(?:function|column) ([\\w.]+)");

    /** Descriptions of SQLStates. They replace the server's message, which may quote a value of a row. */
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "21000", "a scalar subquery returned more than one row",
            "22001", "a text is too long for its type",
            "22003", "a number is out of its type's range",
            "22007", "a text is not a valid date or time",
            "22008", "a date or time is out of its range",
            "22012", "a division by zero",
            "22023", "a value is not a valid argument of a function",
            "22P02", "a text cannot be converted to its type");

    private QueryErrors() {}

    /**
     * Returns the error of the query with its classification, or {@code failed} itself if the query did not cause it.
     *
     * @param plan plans the query without running it; a data error that occurs in planning too is caused by a constant
     *     in the query's text, not by a row
     */
    static MadrugadaException classify(BoundQuery query, MadrugadaException failed, Runnable plan) {
        Optional<SqlError> answer = SqlErrors.of(failed);
        if (answer.isEmpty()) {
            return failed;
        }
        SqlError error = answer.get();
        if (error.state().equals(INSUFFICIENT_PRIVILEGE)) {
            return Fault.of(ErrorCode.InputMissing)
                    .at(query.file())
                    .what("the warehouse user has no permission to run the query")
                    .because(describe(error))
                    .fix("grant the user USAGE on the schema and SELECT on the table")
                    .exception(failed);
        }
        if (isInClass(QUERY_ERROR_CLASSES, error)) {
            return invalidQuery(query, error, failed);
        }
        if (isInClass(DATA_ERROR_CLASSES, error) || hasDataErrorCode(error)) {
            return error.position() > 0 || failsInPlanning(plan)
                    ? invalidQuery(query, error, failed)
                    : invalidData(query, error, failed);
        }
        return error.state().equals(QUERY_CANCELED) ? cancelled(query, failed) : failed;
    }

    private static MadrugadaException invalidQuery(BoundQuery query, SqlError error, MadrugadaException failed) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(at(query, error))
                .what("the warehouse rejected the query")
                .because(describe(error))
                .fix(
                        error.state().equals(READ_ONLY_TRANSACTION)
                                ? "use SELECT only; the report must not change the warehouse"
                                : "correct the query; it is Redshift SQL with the parameter :date")
                .exception(failed);
    }

    private static MadrugadaException invalidData(BoundQuery query, SqlError error, MadrugadaException failed) {
        return Fault.of(ErrorCode.DataContractViolation)
                .at(query.file())
                .what("the query failed on the values of a row")
                .because("SQLState " + error.state() + ", "
                        + DESCRIPTIONS.getOrDefault(error.state(), "a value is invalid for the query")
                        + "; sys_query_history has the server's message")
                .fix("make the query accept such rows, for example with nullif(x, 0) as a divisor or CASE around a"
                        + " cast, or block them with a rule in quality.dqdl")
                .exception(failed);
    }

    private static MadrugadaException cancelled(BoundQuery query, MadrugadaException failed) {
        return Fault.of(ErrorCode.WarehouseUnavailable)
                .at(query.file())
                .what("the warehouse cancelled the query")
                .because(
                        "the query exceeded the report's time limit, including waits for locks, or a user cancelled it")
                .fix("check the load of the warehouse; if the query is always slow, make it read fewer days")
                .exception(failed);
    }

    private static boolean failsInPlanning(Runnable plan) {
        try {
            plan.run();
            return false;
        } catch (MadrugadaException again) {
            return SqlErrors.of(again)
                    .filter(error -> isInClass(DATA_ERROR_CLASSES, error))
                    .isPresent();
        }
    }

    private static String at(BoundQuery query, SqlError error) {
        if (error.position() > 0) {
            return query.at(error.position());
        }
        Matcher quoted = IDENTIFIER.matcher(error.message());
        return quoted.find() ? query.at(quoted.group(1) == null ? quoted.group(2) : quoted.group(1)) : query.file();
    }

    /**
     * The SQLState and the server's message. Only for errors that occur before the query reads rows, so that the
     * message cannot contain a value of a row.
     */
    private static String describe(SqlError error) {
        return "SQLState " + error.state() + ", " + error.message().strip().replaceAll("\\s+", " ");
    }

    private static boolean isInClass(Set<String> classes, SqlError error) {
        return error.state().length() == 5 && classes.contains(error.state().substring(0, 2));
    }

    private static boolean hasDataErrorCode(SqlError error) {
        return error.state().equals(INTERNAL_ERROR)
                && DATA_ERROR_CODE.matcher(error.detail()).find();
    }
}
