package dev.madrugada.localstack.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token of a SQL text with its start and end index. Comments and blanks are not tokens. */
record SqlToken(Kind kind, String text, int start, int end) {

    /** The kind of a token. */
    enum Kind {
        WORD,
        QUOTED_IDENTIFIER,
        STRING,
        OTHER
    }

    private static final Pattern TOKEN = Pattern.compile("(?<skip>\\s+|--[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)"
            + "|(?<identifier>\"(?:[^\"]|\"\")*+\")"
            + "|(?<string>'(?:[^']|'')*+')"
            + "|(?<dollar>\\$(?<tag>\\w*)\\$(?s:.*?)\\$\\k<tag>\\$)"
            + "|(?<other>(?s:.))");

    /** The tokens of the text, in order. */
    static List<SqlToken> of(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.start("skip") < 0) {
                tokens.add(new SqlToken(kind(matcher), matcher.group(), matcher.start(), matcher.end()));
            }
        }
        return tokens;
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.start("word") >= 0) {
            return Kind.WORD;
        }
        if (matcher.start("identifier") >= 0) {
            return Kind.QUOTED_IDENTIFIER;
        }
        return matcher.start("string") >= 0 ? Kind.STRING : Kind.OTHER;
    }

    /** The tokens of each statement. Semicolons separate statements and are left out. */
    static List<List<SqlToken>> statements(String sql) {
        List<List<SqlToken>> statements = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        for (SqlToken token : of(sql)) {
            if (token.is(";")) {
                statements.add(current);
                current = new ArrayList<>();
            } else {
                current.add(token);
            }
        }
        statements.add(current);
        return statements;
    }

    /** Whether the token is this keyword (in upper case) or symbol. */
    boolean is(String expected) {
        return kind != Kind.STRING
                && kind != Kind.QUOTED_IDENTIFIER
                && text.toUpperCase(Locale.ROOT).equals(expected);
    }

    /** The value of a string literal. */
    String content() {
        return text.substring(1, text.length() - 1).replace("''", "'");
    }
}
