package dev.madrugada.quality.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A quoted text of a rule, read from the rule's own text. DQDL's parser cannot be used, because that parser resolves
 * escapes only in lists, removes other backslashes there, and drops a quote at the end of a condition.
 *
 * @param raw the characters between the quotes, with their escapes
 */
public record QuotedText(String raw) {
    /** The quoted texts of a rule, in order. */
    public static List<QuotedText> in(String rule) {
        List<QuotedText> texts = new ArrayList<>();
        int at = rule.indexOf('"');
        while (at >= 0) {
            int end = after(rule, at);
            texts.add(new QuotedText(rule.substring(at + 1, Math.max(at + 1, end - 1))));
            at = rule.indexOf('"', end);
        }
        return texts;
    }

    /** The text as a value: {@code \"} is a quote and {@code \\} a backslash; other backslashes are literal. */
    public String value() {
        return unescaped("\"\\");
    }

    /** The text as SQL or as a pattern, which have their own escapes: only {@code \"} is resolved, to a quote. */
    public String source() {
        return unescaped("\"");
    }

    private String unescaped(String escapable) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c == '\\' && at + 1 < raw.length()) {
                char next = raw.charAt(++at);
                boolean escape = escapable.indexOf(next) >= 0;
                text.append(escape ? "" : c).append(next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The index after the closing quote of the text whose opening quote is at {@code from}. */
    static int after(String text, int from) {
        for (int at = from + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return text.length();
    }
}
