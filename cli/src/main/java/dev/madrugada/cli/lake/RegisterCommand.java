package dev.madrugada.cli.lake;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.ContractInLake;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.LakeFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madrugada register}: makes an Iceberg table in the catalog that of a copied lake. */
@Command(
        name = "register",
        header = "Register the Iceberg table of a copied lake.",
        description = {
            "",
            "Writes Iceberg metadata for every published partition of the dataset into this lake, and then makes it the"
                    + " catalog's table, in one step. Iceberg's metadata has absolute paths, so after a lake was copied to"
                    + " another place the catalog's table is still that of the old lake. No data file is written or read."
                    + " Parquet and Delta tables need no such step: the next night points the catalog to the copy."
        })
public final class RegisterCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private final ContractInLake place = new ContractInLake();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public RegisterCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            DatasetContract contract =
                    DatasetFolder.read(store, place.dataset()).contract();
            if (contract.format() != LakeFormat.ICEBERG) {
                throw LakeCommandFaults.registersIcebergOnly(contract).exception();
            }
            HousekeepingFunction.Ended ended =
                    HousekeepingFunction.ofProject().call("register", place.dataset(), place.lake());
            if (ended.status() != 0) {
                spec.commandLine().getErr().println(ended.message());
                return ended.status();
            }
            int partitions = ended.answer().path("partitions").asInt();
            spec.commandLine()
                    .getOut()
                    .println(ended.answer().path("table").asText() + ": "
                            + (partitions == 0
                                    ? "the catalog has this lake's table already"
                                    : "registered " + partitions + (partitions == 1 ? " partition" : " partitions")));
            return 0;
        }
    }
}
