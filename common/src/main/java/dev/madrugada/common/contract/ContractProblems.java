package dev.madrugada.common.contract;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with a dataset's files, to name all of it at once. */
final class ContractProblems {
    private record Problem(String file, int line, String what, String why, String fix) {
        String where() {
            return file + ":" + line;
        }

        String sentence() {
            return where() + ": " + what + "; " + why + "; " + fix;
        }
    }

    private final List<Problem> problems = new ArrayList<>();

    void add(String file, int line, String what, String why, String fix) {
        problems.add(new Problem(file, line, what, why, fix));
    }

    /** Throws InvalidContract if anything was added: one problem as it is, several in the order of their lines. */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        if (problems.size() == 1) {
            Problem only = problems.get(0);
            throw new Fault(ErrorCode.InvalidContract, only.where(), only.what(), only.why(), only.fix()).exception();
        }
        String sentences = problems.stream()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                .map(problem -> "\n  " + problem.sentence())
                .collect(Collectors.joining());
        throw new Fault(
                        ErrorCode.InvalidContract,
                        problems.stream().map(Problem::file).distinct().sorted().collect(Collectors.joining(", ")),
                        problems.size() + " problems",
                        "they were found before anything started",
                        "correct each of these:" + sentences)
                .exception();
    }
}
