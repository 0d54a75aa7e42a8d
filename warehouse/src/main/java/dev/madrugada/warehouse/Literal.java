package dev.madrugada.warehouse;

import java.net.URI;
import java.time.LocalDate;

/**
 * A value written into a statement's text, where no parameter may stand (COPY takes none). Its text form is SQL.
 *
 * <p>Texts with a quote, a backslash or a control character are refused instead of escaped: Redshift reads a
 * backslash in a literal as an escape, PostgreSQL does not, and no URI or ARN of ours needs any of them.
 */
public record Literal(String sql) {
    public static Literal of(String text) {
        if (text.chars().anyMatch(c -> c == '\'' || c == '\\' || c < ' ')) {
            throw new IllegalArgumentException("a literal with a quote, a backslash or a control character: " + text);
        }
        return new Literal("'" + text + "'");
    }

    public static Literal of(URI uri) {
        return of(uri.toString());
    }

    public static Literal of(LocalDate day) {
        return new Literal("DATE '" + day + "'");
    }

    @Override
    public String toString() {
        return sql;
    }
}
