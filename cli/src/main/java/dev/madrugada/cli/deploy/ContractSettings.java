package dev.madrugada.cli.deploy;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a deployment file and a contract both say: the file may leave it out, and must not differ. */
final class ContractSettings {
    private ContractSettings() {}

    /**
     * Adds the contract's settings to the file.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if the file has another value, or another kind of
     *     source
     */
    static void completeFrom(DatasetContract contract, DeploymentFile file) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("day-zone", contract.eventTime().zone().getId());
        settings.put("format", contract.format().name().toLowerCase(Locale.ROOT));
        contract.catalog().ifPresent(catalog -> settings.put("database", catalog.database()));
        file.complete(contract.dataset(), settings);
        requireSource(contract, file, contract.source() instanceof Source.Files, "files");
        requireSource(contract, file, contract.source() instanceof Source.Kafka, "kafka");
    }

    private static void requireSource(DatasetContract contract, DeploymentFile file, boolean isOfContract, String key) {
        boolean isOfFile = file.dataset(contract.dataset()).hasNonNull(key);
        if (isOfFile != isOfContract) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at(file.name())
                    .what(contract.dataset() + (isOfFile ? " has " : " has no ") + key)
                    .because("the source of the dataset's contract is " + (isOfContract ? "" : "not ") + key)
                    .fix(isOfFile ? "remove the key " + key : "add the key " + key + ", as docs/deploy.md shows")
                    .exception();
        }
    }
}
