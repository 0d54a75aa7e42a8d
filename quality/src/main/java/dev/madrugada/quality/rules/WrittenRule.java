package dev.madrugada.quality.rules;

import dev.madrugada.common.quality.Verdict;

/**
 * A rule's text and its position in the rule file.
 *
 * @param line the rule's first line, counted from 1
 * @param level whether a failure of the rule stops the load or only warns
 * @param text the rule without comments, each run of white space replaced by a blank; quoted texts are unchanged except
 *     for line endings, which are line feeds
 */
public record WrittenRule(String file, int line, Verdict.Level level, String text) {
    /** The rule's first word, which is the name of its type. */
    public String typeName() {
        int end = 0;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** The rule on one line, for messages and the verdict. */
    public String oneLine() {
        return text.replace('\n', ' ');
    }
}
