package dev.madrugada.cli.check;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.quality.RuleCheck;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.enrich.LookupTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Checks a dataset's folder with the checks that the stages make before they work: all of them, whatever one finds.
 * Only a contract that cannot be read ends it early, since the others are made against its columns.
 */
final class DatasetCheck {
    private final ObjectStore store;
    private final Supplier<SparkSession> spark;

    /** @param spark asked only if the contract can be read */
    DatasetCheck(ObjectStore store, Supplier<SparkSession> spark) {
        this.store = store;
        this.spark = spark;
    }

    /** What is wrong, by file and line; none if the folder is right. */
    List<Problem> problems(URI location) {
        DatasetFolder.Examination examined = DatasetFolder.examine(store, location);
        List<Fault> faults = new ArrayList<>(examined.faults());
        examined.folder().ifPresent(folder -> check(folder, faults));
        return Problem.of(faults, location).stream()
                .sorted(Problem.IN_ORDER)
                .distinct()
                .toList();
    }

    private void check(DatasetFolder folder, List<Fault> faults) {
        for (Lookup lookup : folder.contract().lookups()) {
            byte[] content = folder.files().get(lookup.file());
            if (content != null && isSound(lookup.file(), faults)) {
                add(faults, () -> LookupTable.read(folder.contract(), lookup, content));
            }
        }
        add(faults, () -> ExpressionCheck.verify(spark.get(), folder.contract()));
        if (isSound(DatasetFolder.QUALITY, faults) && isSound(DatasetFolder.QUALITY_WARN, faults)) {
            faults.addAll(RuleCheck.faults(folder, spark.get()));
        }
    }

    /** Whether nothing is known to be wrong with a file so far: that it is missing, say, or no text. */
    private static boolean isSound(String file, List<Fault> faults) {
        return faults.stream()
                .map(Fault::where)
                .noneMatch(where -> where.equals(file) || where.startsWith(file + ":") || where.endsWith("/" + file));
    }

    /** Runs a check; what it finds is kept, and what it cannot do is thrown. */
    private static void add(List<Fault> faults, Runnable check) {
        try {
            check.run();
        } catch (TerminalException found) {
            if (found.code() != ErrorCode.InvalidContract && found.code() != ErrorCode.InputMissing) {
                throw found;
            }
            faults.addAll(found.faults());
        }
    }
}
