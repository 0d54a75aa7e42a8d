package dev.madrugada.quality.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A quoted text of a rule. DQDL's parser undoes escapes in lists only, drops backslashes there that escape nothing, and
 * cuts a quote that ends a condition; so texts are read from the rule itself.
 *
 * @param raw what stands between the quotes
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

    /** As a value: {@code \"} is a quote and {@code \\} a backslash; any other backslash stands for itself. */
    public String value() {
        return unescaped("\"\\");
    }

    /** As SQL or a pattern, which have escapes of their own: {@code \"} is a quote, all else is as it is written. */
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

    /** Where a quoted text that starts at a place has ended. */
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
