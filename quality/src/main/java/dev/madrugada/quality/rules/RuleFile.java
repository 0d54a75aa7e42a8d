package dev.madrugada.quality.rules;

import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a rule file into rules with their line numbers. A file is one list, {@code Rules = [ …, … ]}; comments go from
 * {@code #} to the end of the line. DQDL's own parser reads a whole file at once and reports neither the line nor the
 * rule that is invalid.
 */
public final class RuleFile {
    private static final Pattern HEAD = Pattern.compile("\\s*Rules\\s*=\\s*\\[");

    private final String file;
    private final Verdict.Level level;
    private final String text;
    private final Problems problems;
    private final List<WrittenRule> rules = new ArrayList<>();
    private final StringBuilder rule = new StringBuilder();
    private int line = 1;
    private int ruleLine = 1;
    private int depth;

    private RuleFile(String file, Verdict.Level level, String text, Problems problems) {
        this.file = file;
        this.level = level;
        this.text = withoutComments(text);
        this.problems = problems;
    }

    /** The file's rules in order; adds a problem if the file is not a list of rules. */
    public static List<WrittenRule> read(String file, Verdict.Level level, String text, Problems problems) {
        RuleFile reader = new RuleFile(file, level, text, problems);
        reader.read();
        return reader.rules;
    }

    private void read() {
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            problems.add(RuleFaults.notAList(
                    file,
                    1,
                    "it does not start with Rules = [",
                    "a rule file contains one list of rules; analyzers, metadata, data sources and variables are not"
                            + " supported"));
            return;
        }
        count(text.substring(0, head.end()));
        int at = head.end();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ']' && depth == 0) {
                end(true);
                String rest = text.substring(at + 1);
                if (!rest.isBlank()) {
                    problems.add(RuleFaults.notAList(
                            file, line, "something follows the list of rules", "end the file with its ]"));
                }
                return;
            }
            at = c == '"' ? quoted(at) : plain(c, at);
        }
        problems.add(RuleFaults.notAList(
                file, line, "the list of rules does not end", "close it with ] and every quote with \""));
    }

    private int plain(char c, int at) {
        if (c == ',' && depth == 0) {
            end(false);
        } else if (Character.isWhitespace(c)) {
            append(' ');
        } else {
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            append(c);
        }
        line += c == '\n' ? 1 : 0;
        return at + 1;
    }

    /** Copies a quoted text unchanged: a line break in it is part of the text, or ends a comment in its SQL. */
    private int quoted(int from) {
        ruleLine = rule.isEmpty() ? line : ruleLine;
        int to = QuotedText.after(text, from);
        String quoted = text.substring(from, to);
        rule.append(quoted.replace("\r\n", "\n"));
        count(quoted);
        return to;
    }

    private void append(char c) {
        if (rule.isEmpty()) {
            ruleLine = line;
        }
        boolean blank = c == ' ';
        if (!blank || (!rule.isEmpty() && rule.charAt(rule.length() - 1) != ' ')) {
            rule.append(c);
        }
    }

    private void end(boolean last) {
        String written = rule.toString().strip();
        rule.setLength(0);
        if (!written.isEmpty()) {
            rules.add(new WrittenRule(file, ruleLine, level, written));
        } else if (!last || !rules.isEmpty()) {
            problems.add(
                    RuleFaults.notAList(file, line, "there is a comma without a rule next to it", "remove the comma"));
        }
    }

    private void count(String passed) {
        line += (int) passed.chars().filter(c -> c == '\n').count();
    }

    private static String withoutComments(String text) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                int next = c == '"' ? QuotedText.after(text, at) : at + 1;
                kept.append(text, at, next);
                at = next;
            }
        }
        return kept.toString();
    }
}
