package dev.madrugada.common.contract;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with a dataset's files, to name all of it at once. Not safe for use by several threads. */
public final class ContractProblems {
    private record Problem(String file, int line, Fault fault) {}

    private final List<Problem> problems = new ArrayList<>();

    /**
     * Adds a problem.
     *
     * @param line from 1
     */
    public void add(String file, int line, String what, String why, String fix) {
        problems.add(new Problem(file, line, new Fault(ErrorCode.InvalidContract, file + ":" + line, what, why, fix)));
    }

    /** Throws InvalidContract if anything was added: one problem as it is, several in the order of their lines. */
    public void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        problems.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
        throw Fault.all(
                problems.stream().map(Problem::file).distinct().collect(Collectors.joining(", ")),
                problems.stream().map(Problem::fault).toList());
    }
}
