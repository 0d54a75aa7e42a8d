package dev.madrugada.quality.rules;

import dev.madrugada.common.quality.Verdict;

/**
 * A rule as it stands in its file.
 *
 * @param line where it starts, from 1
 * @param text without comments, with one blank where it has white space; within quotes as it is written, but for line
 *     ends, which are line feeds
 */
public record WrittenRule(String file, int line, Verdict.Level level, String text) {
    /** The word it starts with, which names its type. */
    public String typeName() {
        int end = 0;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** On one line, for messages and the verdict. */
    public String oneLine() {
        return text.replace('\n', ' ');
    }
}
