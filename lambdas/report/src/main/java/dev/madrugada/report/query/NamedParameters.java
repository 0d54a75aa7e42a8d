package dev.madrugada.report.query;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Spelling;
import dev.madrugada.warehouse.Literal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/**
 * Binds the named parameters {@code :name} of a query. Comments, strings, quoted identifiers, dollar-quoted strings and
 * the cast operator {@code ::} contain no parameters. The text must be one statement that only reads; a semicolon may
 * end it.
 *
 * <p>Each value is written into the text as a typed literal. A server-side parameter would get a type that the server
 * infers from the context: in {@code ? - 7} it would be an integer. The literal cannot inject SQL, because a day
 * consists of digits and hyphens.
 */
public final class NamedParameters {
    private final String file;
    private final String sql;
    private final Map<String, LocalDate> values;
    private final StringBuilder bound = new StringBuilder();
    private int at;
    private String word = "";
    private boolean started;
    private boolean ended;

    private NamedParameters(String file, String sql, Map<String, LocalDate> values) {
        this.file = file;
        this.sql = sql;
        this.values = values;
    }

    /**
     * Replaces each parameter by its value.
     *
     * @param file file name, for messages
     * @param values the values of the known parameters by name
     * @throws dev.madrugada.common.error.TerminalException InvalidContract for an unknown parameter, a question mark,
     *     an unclosed quote or comment, a second statement, or a statement that is not a query
     */
    public static BoundQuery bind(String file, String sql, Map<String, LocalDate> values) {
        NamedParameters scan = new NamedParameters(file, sql, values);
        while (scan.at < sql.length()) {
            scan.next();
        }
        if (!scan.started) {
            throw scan.problem("the file has no statement", "write the query whose result is the report");
        }
        return new BoundQuery(file, scan.bound.toString());
    }

    private void next() {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            copyTo(end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", at)) {
            copyTo(endOfComment());
        } else if (Character.isWhitespace(c)) {
            copyTo(at + 1);
        } else if (ended) {
            throw problem("a second statement follows the first", "keep one query and move other statements elsewhere");
        } else {
            token(c);
        }
    }

    private void token(char c) {
        if (word.isEmpty() && !startsName(c) && c != '(' && c != ';') {
            throw problem("the statement is not a query", "begin it with SELECT or WITH");
        }
        started |= startsName(c);
        if (c == '\'' || c == '"') {
            copyTo(endOfQuoted(c));
        } else if (c == '$') {
            copyTo(endOfDollarQuoted());
        } else if (c == ';') {
            ended = true;
            at++;
        } else if (c == '?') {
            throw problem("a question mark is used as a parameter", "write :date");
        } else if (sql.startsWith("::", at)) {
            copyTo(at + 2);
        } else if (c == ':' && at + 1 < sql.length() && startsName(sql.charAt(at + 1))) {
            parameter(sql.substring(at + 1, endOfName(at + 1)));
        } else if (startsName(c)) {
            word(sql.substring(at, endOfName(at)).toLowerCase(Locale.ROOT));
        } else {
            copyTo(at + 1);
        }
    }

    /**
     * Rejects statements that write. The read-only transaction rejects them too, but only at run time and without the
     * line.
     */
    private void word(String next) {
        if (word.isEmpty() && !next.equals("select") && !next.equals("with")) {
            throw problem("the statement is not a query", "begin it with SELECT or WITH");
        }
        if (next.equals("into") && !word.equals("as")) {
            throw problem("INTO creates a table", "select the rows without INTO, and create tables elsewhere");
        }
        word = next;
        copyTo(at + next.length());
    }

    private void parameter(String name) {
        LocalDate value = values.get(name);
        if (value == null) {
            String suggestion = Spelling.nearest(name, values.keySet())
                    .map(near -> "did you mean :" + near + "?")
                    .orElse("the known parameters are :" + String.join(", :", values.keySet()));
            throw problem("unknown parameter :" + name, suggestion);
        }
        // The parentheses keep a quote that follows directly from becoming part of the literal.
        bound.append('(').append(Literal.of(value)).append(')');
        at += 1 + name.length();
    }

    private void copyTo(int end) {
        bound.append(sql, at, end);
        at = end;
    }

    /** The end of a comment. Comments can be nested, as in PostgreSQL. */
    private int endOfComment() {
        int depth = 0;
        for (int i = at; i + 1 < sql.length(); i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        throw problem("a comment is not closed", "end it with */");
    }

    /**
     * The end of a quoted string or identifier. A doubled quote counts as the end of one string and the start of the
     * next, which has the same effect.
     */
    private int endOfQuoted(char quote) {
        int end = sql.indexOf(quote, at + 1);
        if (end < 0) {
            throw problem("a quote is not closed", "end it with " + quote);
        }
        if (quote == '\'' && sql.charAt(end - 1) == '\\') {
            // A setting of the server decides whether the backslash escapes the quote, so such a string is rejected.
            throw problem("a backslash precedes a quote in a string", "write '' for a quote, chr(92) for a backslash");
        }
        return end + 1;
    }

    private int endOfDollarQuoted() {
        int tagEnd = at + 1 < sql.length() && startsName(sql.charAt(at + 1)) ? endOfTag(at + 1) : at + 1;
        if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
            return at + 1;
        }
        String tag = sql.substring(at, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            throw problem("a dollar quote is not closed", "end it with " + tag);
        }
        return end + tag.length();
    }

    private int endOfTag(int from) {
        int end = from;
        while (end < sql.length() && sql.charAt(end) != '$' && inName(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfName(int from) {
        int end = from;
        while (end < sql.length() && inName(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean startsName(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean inName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private RuntimeException problem(String what, String fix) {
        long line = sql.substring(0, Math.min(at, sql.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return Fault.of(ErrorCode.InvalidContract)
                .at(file, line)
                .what(what)
                .because("the report must be one query with named parameters that changes no data")
                .fix(fix)
                .exception();
    }
}
