package dev.madrugada.cli.check;

import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/**
 * One problem of a dataset's folder.
 *
 * @param file the file's name in the folder
 * @param line from 1; 0 if the problem concerns the whole file
 * @param message what is wrong, why, and how to fix it
 */
public record Problem(String file, int line, String message) {
    /** Sorts by file, then by line. */
    static final Comparator<Problem> IN_ORDER =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

    /**
     * Converts a fault that a check found.
     *
     * @param folder the dataset's folder; the problem names its file relative to this folder
     */
    static Problem of(Fault fault, URI folder) {
        // Faults contain resolved URIs. A resolved URI may differ from the folder's text: file:/ becomes file:///.
        String below = folder.resolve("_").toString().replaceFirst("_$", "");
        String file = fault.file();
        return new Problem(
                file.startsWith(below) ? file.substring(below.length()) : file, fault.line(), fault.advice());
    }

    static List<Problem> of(List<Fault> faults, URI folder) {
        return faults.stream().map(fault -> of(fault, folder)).toList();
    }

    /** The problem as one printed line: {@code file:line: what; why; fix}. */
    public String printed() {
        String place = line == 0 ? file : file + ":" + line;
        return (place + ": " + message).replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
