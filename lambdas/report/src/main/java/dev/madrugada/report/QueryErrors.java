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
 * What made the report query fail, told by the SQLState: the query itself (InvalidContract), the rows that it read
 * (DataContractViolation), or the warehouse (as the session classified it).
 *
 * @see <a href="https://www.postgresql.org/docs/14/errcodes-appendix.html">SQLStates</a>
 */
final class QueryErrors {
    /**
     * Syntax, names, types; not supported; no such database, schema, cursor or statement; beyond a limit of size; not
     * possible in a read-only transaction.
     */
    private static final Set<String> CLASSES_OF_THE_QUERY = Set.of("42", "0A", "3D", "3F", "34", "26", "54", "25");
    /** Data exceptions, and a subquery that gives more than one row. */
    private static final Set<String> CLASSES_OF_VALUES = Set.of("22", "21");

    private static final String NO_RIGHT = "42501";
    private static final String WRITES = "25006";
    private static final String CANCELLED = "57014";
    /** Redshift's compute nodes report most errors by it, with a number in the detail. */
    private static final String SERVER_FAILED = "XX000";

    /**
     * Numbers of values that cannot be converted (1200 to 1299, as in a failed COPY) and of numbers that overflow (1058).
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html">load error reference</a>
     */
    private static final Pattern VALUE_NUMBER = Pattern.compile("(?m)^\\s*code:\\s*(?:12\\d\\d|1058)\\s*$");

    /** What the server's words quote of the query. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|(?:function|column) ([\\w.]+)");

    /** The states' names in the standard: the server's own words may quote a row's value. */
    private static final Map<String, String> NAMES = Map.of(
            "21000", "a subquery gave more than one row",
            "22001", "a text is too long for its type",
            "22003", "a number is out of its type's range",
            "22007", "a text is no date or time",
            "22008", "a date or time is out of its range",
            "22012", "a division by zero",
            "22023", "a value is no valid argument of a function",
            "22P02", "a text cannot be read as its type");

    private QueryErrors() {}

    /**
     * The failure as the report shows it.
     *
     * @param plan plans the query without running it, by which values in its text are told from values in rows
     */
    static MadrugadaException ofTheQuery(BoundQuery query, MadrugadaException failed, Runnable plan) {
        Optional<SqlError> answer = SqlErrors.of(failed);
        if (answer.isEmpty()) {
            return failed;
        }
        SqlError error = answer.get();
        if (error.state().equals(NO_RIGHT)) {
            return Fault.of(ErrorCode.InputMissing)
                    .at(query.file())
                    .what("the warehouse's login may not run the query")
                    .because(words(error))
                    .fix("grant it USAGE on the schema and SELECT on the table")
                    .exception(failed);
        }
        if (isOf(CLASSES_OF_THE_QUERY, error)) {
            return wrong(query, error, failed);
        }
        if (isOf(CLASSES_OF_VALUES, error) || isValueNumber(error)) {
            return error.position() > 0 || failsInPlan(plan)
                    ? wrong(query, error, failed)
                    : brokenByRows(query, error, failed);
        }
        return error.state().equals(CANCELLED) ? tooSlow(query, failed) : failed;
    }

    private static MadrugadaException wrong(BoundQuery query, SqlError error, MadrugadaException failed) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(at(query, error))
                .what("the warehouse refuses the query")
                .because(words(error))
                .fix(
                        error.state().equals(WRITES)
                                ? "let the query read only: the report changes nothing in the warehouse"
                                : "correct the query; it is Redshift's SQL, with :date for the day")
                .exception(failed);
    }

    private static MadrugadaException brokenByRows(BoundQuery query, SqlError error, MadrugadaException failed) {
        return Fault.of(ErrorCode.DataContractViolation)
                .at(query.file())
                .what("a row's values broke the query while it ran")
                .because("SQLState " + error.state() + ", "
                        + NAMES.getOrDefault(error.state(), "a value that the query cannot take")
                        + "; the server's text is in the log")
                .fix("let the query bear such rows, such as by nullif(x, 0) below a division or a CASE around a"
                        + " cast, or let a rule of quality.dqdl keep them out")
                .exception(failed);
    }

    private static MadrugadaException tooSlow(BoundQuery query, MadrugadaException failed) {
        return Fault.of(ErrorCode.WarehouseUnavailable)
                .at(query.file())
                .what("the query was cancelled by the warehouse")
                .because("it ran, or waited for others, longer than the report's time allows, or somebody cancelled it")
                .fix("see what else the warehouse does; if the query is always slow, let it read fewer days")
                .exception(failed);
    }

    private static boolean failsInPlan(Runnable plan) {
        try {
            plan.run();
            return false;
        } catch (MadrugadaException again) {
            return SqlErrors.of(again)
                    .filter(error -> isOf(CLASSES_OF_VALUES, error))
                    .isPresent();
        }
    }

    private static String at(BoundQuery query, SqlError error) {
        if (error.position() > 0) {
            return query.at(error.position());
        }
        Matcher quoted = QUOTED.matcher(error.message());
        return quoted.find() ? query.at(quoted.group(1) == null ? quoted.group(2) : quoted.group(1)) : query.file();
    }

    /** Such a statement was never begun, or failed by what stands in its text: the words hold no row's value. */
    private static String words(SqlError error) {
        return "SQLState " + error.state() + ", " + error.message().strip().replaceAll("\\s+", " ");
    }

    private static boolean isOf(Set<String> classes, SqlError error) {
        return error.state().length() == 5 && classes.contains(error.state().substring(0, 2));
    }

    private static boolean isValueNumber(SqlError error) {
        return error.state().equals(SERVER_FAILED)
                && VALUE_NUMBER.matcher(error.detail()).find();
    }
}
