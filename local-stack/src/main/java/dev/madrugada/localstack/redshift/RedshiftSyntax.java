package dev.madrugada.localstack.redshift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites Redshift syntax that PostgreSQL does not parse and that no function can provide: unquoted date parts,
 * DECODE, LISTAGG, TOP and others. All other SQL is left unchanged. The functions are in redshift-functions.sql.
 */
final class RedshiftSyntax {
    private static final String SCHEMA = "redshift_sql.";
    private static final Map<String, String> WITH_DATE_PART = Map.of(
            "dateadd", "dateadd",
            "date_add", "dateadd",
            "datediff", "datediff",
            "date_diff", "datediff",
            "date_part", "date_part",
            "pgdate_part", "date_part");
    private static final Map<String, String> EXTRACTED = Map.of(
            "dayofweek", "dow",
            "dw", "dow",
            "weekday", "dow",
            "dayofyear", "doy",
            "dy", "doy",
            "yearday", "doy",
            "quarters", "quarter",
            "qtrs", "quarter");
    /** Functions that PostgreSQL also has, with a different meaning. */
    private static final Set<String> DIFFERENT_IN_POSTGRES = Set.of("regexp_replace", "concat");

    private static final Set<String> SET_OPERATORS = Set.of("UNION", "EXCEPT", "INTERSECT", "MINUS");

    private final List<SqlToken> tokens;
    private final RewrittenSql out;
    /** The row counts of TOP clauses, by the index of the token after which LIMIT is written. */
    private final Map<Integer, String> limits = new HashMap<>();

    private RedshiftSyntax(String sql) {
        this.tokens = SqlToken.of(sql);
        this.out = new RewrittenSql(sql, tokens);
    }

    static Translation rewritten(String sql) {
        RedshiftSyntax syntax = new RedshiftSyntax(sql);
        syntax.write(0, syntax.tokens.size());
        return syntax.out.finished();
    }

    private void write(int from, int to) {
        int at = from;
        while (at < to) {
            int next = tokens.get(at).kind() == SqlToken.Kind.WORD && !isAt(at - 1, ".") ? rule(at) : at;
            if (next == at) {
                out.token(at);
                next++;
            }
            for (int i = at; i < next; i++) {
                String limit = limits.remove(i);
                if (limit != null) {
                    out.add(" LIMIT " + limit);
                }
            }
            at = next;
        }
    }

    /**
     * Applies the rewrite rule of the word, if there is one, and returns the index after the tokens that were written.
     */
    private int rule(int at) {
        String word = tokens.get(at).text().toLowerCase(Locale.ROOT);
        boolean call = isAt(at + 1, "(");
        if (call) {
            int end = closing(at + 1);
            return end < 0 ? at : call(at, end, word);
        }
        return switch (word) {
            case "sysdate" -> isAt(at - 1, "AS") ? at : replaced(at, SCHEMA + "sysdate()");
            case "approximate" -> isAt(at + 1, "COUNT") || isAt(at + 1, "PERCENTILE_DISC") ? dropped(at, at + 1) : at;
            case "minus" -> isAt(at + 1, "SELECT") ? replaced(at, "EXCEPT") : at;
            case "top" -> isAt(at - 1, "SELECT") ? top(at) : at;
            default -> at;
        };
    }

    private int call(int at, int end, String word) {
        if (WITH_DATE_PART.containsKey(word)) {
            return datePart(at, WITH_DATE_PART.get(word));
        }
        List<int[]> arguments = arguments(at + 1, end);
        int count = arguments.size();
        return switch (word) {
            case "extract" -> isAt(at + 3, "FROM") ? extract(at) : at;
            case "nvl" -> replaced(at, "coalesce");
            case "isnull" -> count == 2 ? replaced(at, "coalesce") : at;
            case "decode" -> count > 2 ? decode(at, end, arguments) : at;
            case "convert" -> count == 2 ? convert(at, end, arguments) : at;
            case "listagg" -> listAgg(at, end, arguments);
            case "ratio_to_report" -> ratioToReport(at, end);
            case "varchar", "character" -> isAt(at + 2, "MAX") ? varcharMax(at, end) : at;
            case "minus" -> isAt(at + 2, "SELECT") ? replaced(at, "EXCEPT") : at;
            default ->
                DIFFERENT_IN_POSTGRES.contains(word) && (!word.equals("concat") || count == 2)
                        ? replaced(at, SCHEMA + word)
                        : at;
        };
    }

    private int replaced(int at, String text) {
        out.insteadOf(at, text);
        return at + 1;
    }

    private int dropped(int at, int to) {
        for (int i = at; i < to; i++) {
            out.blanks(i);
        }
        return to;
    }

    /** {@code datediff(day, …}: the date part becomes a string literal. */
    private int datePart(int at, String name) {
        SqlToken part = tokens.get(at + 2);
        boolean quoted = part.kind() == SqlToken.Kind.STRING;
        if (!isAt(at + 3, ",") || !(quoted || part.kind() == SqlToken.Kind.WORD)) {
            return at;
        }
        String text = quoted ? part.text() : "'" + part.text() + "'";
        out.insteadOf(at, name);
        out.token(at + 1);
        out.insteadOf(at + 2, name.equals("date_part") ? SCHEMA + "datepart(" + text + ")" : text);
        return at + 3;
    }

    private int extract(int at) {
        SqlToken part = tokens.get(at + 2);
        out.token(at);
        out.token(at + 1);
        out.insteadOf(at + 2, EXTRACTED.getOrDefault(part.text().toLowerCase(Locale.ROOT), part.text()));
        return at + 3;
    }

    /** Writes DECODE as a searched CASE. DECODE matches null with null, which CASE's simple form does not. */
    private int decode(int at, int end, List<int[]> arguments) {
        out.insteadOf(at, "(CASE");
        dropped(at + 1, at + 2);
        int[] value = arguments.get(0);
        for (int i = 1; i < arguments.size(); i += 2) {
            int[] search = arguments.get(i);
            if (i + 1 == arguments.size()) {
                out.add(" ELSE (");
                write(search[0], search[1]);
                out.add(")");
            } else {
                out.add(" WHEN (");
                write(value[0], value[1]);
                out.add(") IS NOT DISTINCT FROM (");
                write(search[0], search[1]);
                out.add(") THEN (");
                write(arguments.get(i + 1)[0], arguments.get(i + 1)[1]);
                out.add(")");
            }
        }
        out.insteadOf(end, " END)");
        return end + 1;
    }

    /** {@code convert(type, value)}: becomes a CAST. */
    private int convert(int at, int end, List<int[]> arguments) {
        out.insteadOf(at, "CAST");
        out.token(at + 1);
        write(arguments.get(1)[0], arguments.get(1)[1]);
        out.add(" AS ");
        write(arguments.get(0)[0], arguments.get(0)[1]);
        out.token(end);
        return end + 1;
    }

    /** {@code listagg([distinct] value [, delimiter]) within group (order by …)}: becomes string_agg. */
    private int listAgg(int at, int end, List<int[]> arguments) {
        boolean within = isAt(end + 1, "WITHIN") && isAt(end + 2, "GROUP") && isAt(end + 3, "(");
        int last = within ? closing(end + 3) : end;
        if (last < 0 || isAt(last + 1, "OVER") || arguments.isEmpty() || arguments.size() > 2) {
            return at;
        }
        int[] value = arguments.get(0);
        boolean distinct = isAt(value[0], "DISTINCT");
        int begin = distinct ? value[0] + 1 : value[0];
        out.insteadOf(at, "string_agg");
        out.token(at + 1);
        out.add(distinct ? "DISTINCT (" : "(");
        write(begin, value[1]);
        out.add(")::text, ");
        if (arguments.size() == 2) {
            write(arguments.get(1)[0], arguments.get(1)[1]);
        } else {
            out.add("''");
        }
        if (within && distinct) {
            // PostgreSQL rejects DISTINCT with an ORDER BY of another expression; the rewritten call therefore sorts by
            // the value.
            out.add(" ORDER BY (");
            write(begin, value[1]);
            out.add(isAt(last - 1, "DESC") ? ")::text DESC" : ")::text");
        } else if (within) {
            out.add(" ");
            write(end + 4, last);
        }
        out.add(")");
        return last + 1;
    }

    /** {@code ratio_to_report(value) over (window)}: becomes a division by a window sum. */
    private int ratioToReport(int at, int end) {
        int last = isAt(end + 1, "OVER") && isAt(end + 2, "(") ? closing(end + 2) : -1;
        if (last < 0) {
            return at;
        }
        out.insteadOf(at, "((");
        write(at + 2, end);
        out.add(")::double precision / nullif(sum(");
        write(at + 2, end);
        out.add(")");
        write(end + 1, last + 1);
        out.add(", 0)::double precision)");
        return last + 1;
    }

    private int varcharMax(int at, int end) {
        out.token(at);
        return dropped(at + 1, end + 1);
    }

    /** {@code select top n …}: becomes a LIMIT at the end of the same query. */
    private int top(int at) {
        int behind = at + 1;
        StringBuilder number = new StringBuilder();
        while (behind < tokens.size() && tokens.get(behind).text().matches("\\d")) {
            number.append(tokens.get(behind++).text());
        }
        int end = behind;
        int depth = 0;
        while (end < tokens.size() && !(depth == 0 && (isAt(end, ")") || isAt(end, ";")))) {
            depth += isAt(end, "(") ? 1 : isAt(end, ")") ? -1 : 0;
            if (depth == 0 && SET_OPERATORS.contains(tokens.get(end).text().toUpperCase(Locale.ROOT))) {
                return at;
            }
            end++;
        }
        if (number.isEmpty() || end == behind) {
            return at;
        }
        limits.put(end - 1, number.toString());
        return dropped(at, behind);
    }

    private boolean isAt(int index, String text) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is(text);
    }

    /** The index of the parenthesis that closes the opening one; -1 if there is none. */
    private int closing(int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            depth += isAt(i, "(") ? 1 : isAt(i, ")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The arguments of a call, each as the index of its first token and the index after its last token. */
    private List<int[]> arguments(int opening, int closing) {
        List<int[]> arguments = new ArrayList<>();
        int depth = 0;
        int begin = opening + 1;
        for (int i = opening + 1; i < closing; i++) {
            depth += isAt(i, "(") || isAt(i, "[") ? 1 : isAt(i, ")") || isAt(i, "]") ? -1 : 0;
            if (depth == 0 && isAt(i, ",")) {
                arguments.add(new int[] {begin, i});
                begin = i + 1;
            }
        }
        if (begin < closing) {
            arguments.add(new int[] {begin, closing});
        }
        return arguments;
    }
}
