package dev.madrugada.cli.check;

import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a dataset's folder.
 *
 * @param file its name in the folder
 * @param line from 1; 0 if it is about the whole file
 * @param sentence what is wrong, why, and how to fix it
 */
record Problem(String file, int line, String sentence) {
    /** By file, then by line. */
    static final Comparator<Problem> IN_ORDER =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

    private static final Pattern PLACE = Pattern.compile("([^:]+):([0-9]+)");

    /**
     * The problem that a check found.
     *
     * @param folder of the dataset, whose files are named below it
     */
    static Problem of(Fault fault, URI folder) {
        // As names resolve below it, which is not as it was written: file:/ and file:/// are one.
        String below = folder.resolve("_").toString().replaceFirst("_$", "");
        String where = fault.where().startsWith(below) ? fault.where().substring(below.length()) : fault.where();
        String sentence = fault.what() + "; " + fault.why() + "; " + fault.fix();
        Matcher place = PLACE.matcher(where);
        return place.matches()
                ? new Problem(place.group(1), Integer.parseInt(place.group(2)), sentence)
                : new Problem(where, 0, sentence);
    }

    static List<Problem> of(List<Fault> faults, URI folder) {
        return faults.stream().map(fault -> of(fault, folder)).toList();
    }

    /** As it is printed: {@code file:line: what; why; fix}, on one line. */
    String printed() {
        String place = line == 0 ? file : file + ":" + line;
        return (place + ": " + sentence).replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
