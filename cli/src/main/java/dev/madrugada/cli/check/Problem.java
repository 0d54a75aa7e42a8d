package dev.madrugada.cli.check;

import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that is wrong with a dataset's folder.
 *
 * @param file its name in the folder
 * @param line from 1; 0 if it is about the whole file
 * @param message what is wrong, why, and how to fix it
 */
public record Problem(String file, int line, String message) {
    /** By file, then by line. */
    static final Comparator<Problem> IN_ORDER =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

    /**
     * The problem that a check found.
     *
     * @param folder of the dataset, whose files are named below it
     */
    static Problem of(Fault fault, URI folder) {
        // As names resolve below it, which is not as it was written: file:/ and file:/// are one.
        String below = folder.resolve("_").toString().replaceFirst("_$", "");
        String file = fault.file();
        return new Problem(
                file.startsWith(below) ? file.substring(below.length()) : file, fault.line(), fault.advice());
    }

    static List<Problem> of(List<Fault> faults, URI folder) {
        return faults.stream().map(fault -> of(fault, folder)).toList();
    }

    /** As it is printed: {@code file:line: what; why; fix}, on one line. */
    public String printed() {
        String place = line == 0 ? file : file + ":" + line;
        return (place + ": " + message).replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
