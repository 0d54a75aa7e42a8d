package dev.madrugada.cli.diff;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.json.Json;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.TableAlteration;
import dev.madrugada.warehouse.TableColumns;
import dev.madrugada.warehouse.TableDdl;
import dev.madrugada.warehouse.TableName;
import dev.madrugada.warehouse.redshift.RedshiftLogin;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada diff DIR}: shows what a changed contract changes, before anything runs. */
@Command(
        name = "diff",
        header = "Show what a changed contract changes in lake, catalog and warehouse.",
        description = {
            "",
            "Compares the contract's curated columns with those of the published days. Prints each change, what it takes"
                    + " in each place, and the statements. Changes nothing.",
            "Exit status: 0 if nights run with the contract, 64 if they would be refused."
        })
public final class DiffCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "DIR",
            description = "The dataset's folder: a path, or a URI with s3: or file:.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI folder;

    @Option(
            names = "--lake",
            required = true,
            paramLabel = "URI",
            description = "The lake: s3://bucket/folder, or a folder of this machine.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI lake;

    @Option(
            names = "--warehouse-secret",
            paramLabel = "NAME",
            description =
                    "Also compare the contract with the table of the warehouse to which this secret is the login.")
    private @Nullable String secret;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    /** What {@code --json} prints. */
    private record Report(ContractDiff changes, List<String> warehouseTable) {}

    public DiffCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        AwsClients clients = new AwsClients(environment);
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            DatasetContract contract = DatasetFolder.read(store, folder).contract();
            ContractDiff diff = ContractDiff.of(store, lake, contract);
            List<String> table = secret == null ? List.of() : table(contract, clients, secret);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(new String(Json.write(new Report(diff, table)), StandardCharsets.UTF_8));
            } else {
                diff.lines().forEach(out::println);
                table.forEach(out::println);
            }
            return diff.isInPlace() ? 0 : ErrorCategory.CALLER.exitStatus();
        }
    }

    /** What the warehouse's own table needs; it may differ from what the lake's earlier days suggest. */
    private static List<String> table(DatasetContract contract, AwsClients clients, String secret) {
        TableName name = TableName.of(contract.warehouse());
        List<Column> columns = new ArrayList<>(contract.curatedColumns());
        columns.add(new Column(contract.eventTime().partition(), ColumnType.parse("date")));
        try (RedshiftSession session = new RedshiftLogin(clients, WarehouseArguments.of(secret))
                .open(SessionSettings.of("diff", "by-hand", LONGEST))) {
            return table(name, TableColumns.of(session, name), columns);
        }
    }

    /** The lines on a table with these columns. */
    static List<String> table(TableName name, TableColumns actual, List<Column> contract) {
        List<String> lines = new ArrayList<>();
        if (actual.isEmpty()) {
            lines.add(name.plain() + " does not exist, or the login may not see it; a load creates it:");
            lines.add("  " + TableDdl.createIfAbsent(name, contract).text() + ";");
            return lines;
        }
        List<TableAlteration> alterations = TableAlteration.between(name, actual, contract);
        lines.add(name.plain() + (alterations.isEmpty() ? " takes the contract's values as it is" : " needs:"));
        for (TableAlteration alteration : alterations) {
            lines.add("  " + (alteration.way() == TableAlteration.Way.BY_LOAD ? "by the next load" : "by hand") + ": "
                    + alteration.reason());
            alteration.statements().forEach(statement -> lines.add("    " + statement.text() + ";"));
        }
        return lines;
    }
}
