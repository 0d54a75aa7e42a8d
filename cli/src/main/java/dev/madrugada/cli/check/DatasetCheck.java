package dev.madrugada.cli.check;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.quality.RuleCheck;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.ValueRulesCheck;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Checks a dataset's folder with the checks that the stages make before they work. A check that finds problems does not
 * stop the other checks. Only a contract that cannot be read does, because the other checks need its columns.
 */
public final class DatasetCheck {
    private final ObjectStore store;
    private final Supplier<SparkSession> spark;
    private final Supplier<LocalStackEndpoints.Redshift> warehouse;

    /**
     * @param spark called only if the contract can be read
     * @param warehouse a local warehouse; called only if the contract and report.sql can be read
     */
    public DatasetCheck(
            ObjectStore store, Supplier<SparkSession> spark, Supplier<LocalStackEndpoints.Redshift> warehouse) {
        this.store = store;
        this.spark = spark;
        this.warehouse = warehouse;
    }

    /**
     * The result of a check.
     *
     * @param problems sorted by file and line; empty if the folder is valid
     * @param contract empty if the contract cannot be read; checks that need the contract were then not made
     */
    public record Result(List<Problem> problems, Optional<DatasetContract> contract) {
        public Result {
            problems = List.copyOf(problems);
        }

        /** The result with the changes of the contract that the published days of a lake do not take. */
        Result comparedWith(ObjectStore store, URI lake, URI folder) {
            List<Problem> all = new ArrayList<>(problems);
            contract.flatMap(found -> ContractChanges.since(store, lake, found))
                    .ifPresent(changes -> all.addAll(Problem.of(changes.faults(), folder)));
            return new Result(all, contract);
        }
    }

    /** Checks a folder, whose URI ends in a slash. */
    public Result of(URI location) {
        DatasetFolder.Examination examined = DatasetFolder.examine(store, location);
        Problems found = new Problems();
        found.addAll(examined.faults());
        examined.folder().ifPresent(folder -> check(folder, found));
        List<Problem> problems = Problem.of(found.faults(), location).stream()
                .sorted(Problem.IN_ORDER)
                .distinct()
                .toList();
        return new Result(problems, examined.folder().map(DatasetFolder::contract));
    }

    private void check(DatasetFolder folder, Problems found) {
        for (Lookup lookup : folder.contract().lookups()) {
            byte[] content = folder.files().get(lookup.file());
            if (content != null && isSound(lookup.file(), found)) {
                found.collect(() -> LookupTable.read(folder.contract(), lookup, content));
            }
        }
        found.collect(() -> ValueRulesCheck.verify(folder.contract()));
        found.collect(() -> ExpressionCheck.verify(spark.get(), folder.contract()));
        if (isSound(DatasetFolder.QUALITY, found) && isSound(DatasetFolder.QUALITY_WARN, found)) {
            found.addAll(RuleCheck.faults(folder, spark.get()));
        }
        if (isSound(DatasetFolder.REPORT, found)) {
            found.collect(() -> WarehouseCheck.verify(warehouse.get(), folder));
        }
    }

    /** Whether no problem with the file has been found so far, for example that the file is missing or is not text. */
    private static boolean isSound(String file, Problems found) {
        return found.faults().stream()
                .map(Fault::file)
                .noneMatch(name -> name.equals(file) || name.endsWith("/" + file));
    }
}
