package dev.madrugada.common.error;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects faults before any work starts, so that one exception can name all of them. The faults keep the order in
 * which they were added. Not thread-safe.
 */
public final class Problems {
    /**
     * The message must fit into the cause of a failed execution of the state machine, which has at most 32,768
     * characters.
     */
    private static final int MOST_LISTED = 50;

    private final List<Fault> faults = new ArrayList<>();

    public void add(Fault fault) {
        faults.add(fault);
    }

    public void addAll(List<Fault> found) {
        faults.addAll(found);
    }

    /**
     * Runs a check. If the check throws InvalidContract or InputMissing, its faults are added; every other exception is
     * thrown on.
     */
    public void collect(Runnable check) {
        try {
            check.run();
        } catch (TerminalException found) {
            if (found.code() != ErrorCode.InvalidContract && found.code() != ErrorCode.InputMissing) {
                throw found;
            }
            addAll(found.faults());
        }
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    public int count() {
        return faults.size();
    }

    /**
     * Throws the faults as one exception with the code of the first fault; returns if there is no fault. A single fault
     * is thrown unchanged. If there are several, the message names at most {@value #MOST_LISTED}, one per line. If the
     * faults differ only in what happened, one sentence names all of them. {@link MadrugadaException#faults} returns
     * every fault.
     *
     * @param where where the faults were found, such as the names of the files
     */
    public void throwIfAny(String where) {
        if (!faults.isEmpty()) {
            throw exception(where, faults);
        }
    }

    /** As {@link #throwIfAny(String)}, with the faults sorted by code (InvalidContract first), file and line. */
    public void throwIfAny() {
        List<Fault> ordered = faults.stream()
                .sorted(Comparator.<Fault, Boolean>comparing(fault -> fault.code() != ErrorCode.InvalidContract)
                        .thenComparing(Fault::file)
                        .thenComparingInt(Fault::line))
                .toList();
        if (!ordered.isEmpty()) {
            throw exception(ordered.stream().map(Fault::file).distinct().collect(Collectors.joining(", ")), ordered);
        }
    }

    private static MadrugadaException exception(String where, List<Fault> faults) {
        Fault first = faults.get(0);
        if (faults.size() == 1) {
            return first.exception();
        }
        Fault all = faults.stream().allMatch(fault -> differsInWhatOnly(fault, first))
                ? inOneSentence(faults)
                : lineByLine(where, faults);
        return all.exception(faults, null);
    }

    private static boolean differsInWhatOnly(Fault fault, Fault first) {
        return fault.where().equals(first.where())
                && fault.why().equals(first.why())
                && fault.fix().equals(first.fix());
    }

    private static Fault inOneSentence(List<Fault> faults) {
        Fault first = faults.get(0);
        return Fault.of(first.code())
                .at(first.where())
                .what(faults.stream().map(Fault::what).collect(Collectors.joining(" | ")) + " (" + faults.size()
                        + " problems)")
                .because(first.why())
                .fix(first.fix());
    }

    private static Fault lineByLine(String where, List<Fault> faults) {
        String lines = faults.stream()
                .limit(MOST_LISTED)
                .map(fault -> "\n  " + fault.sentence())
                .collect(Collectors.joining());
        String more = faults.size() > MOST_LISTED ? "\n  and " + (faults.size() - MOST_LISTED) + " more" : "";
        return Fault.of(faults.get(0).code())
                .at(where)
                .what(faults.size() + " problems")
                .because("they were found before anything started")
                .fix("correct each of these:" + lines + more);
    }
}
