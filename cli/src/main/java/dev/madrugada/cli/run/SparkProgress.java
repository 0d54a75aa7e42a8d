package dev.madrugada.cli.run;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The progress of the Spark stage that runs now, parsed from the text of Spark's progress bar.
 *
 * @see <a href="https://github.com/apache/spark/blob/v3.5.6/core/src/main/scala/org/apache/spark/ui/ConsoleProgressBar.scala">
 *     ConsoleProgressBar</a>
 */
record SparkProgress(int done, int all) {
    private static final Pattern BAR =
            Pattern.compile("\\r?\\[Stage \\d+:[^\\]\\r]*?\\((\\d{1,9}) \\+ \\d+\\) / (\\d{1,9})\\]|\\r *(?=\\r|$)");

    /** Removes the progress bars, which Spark draws over each other, and passes each to the consumer. */
    static String removedFrom(String text, Consumer<SparkProgress> progress) {
        Matcher bars = BAR.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (bars.find()) {
            if (bars.group(1) != null) {
                progress.accept(new SparkProgress(Integer.parseInt(bars.group(1)), Integer.parseInt(bars.group(2))));
            }
            bars.appendReplacement(rest, "");
        }
        return bars.appendTail(rest).toString();
    }
}
