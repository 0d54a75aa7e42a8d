package dev.madrugada.report;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The arguments of the report stage.
 *
 * @param warehouse the secret with the login, and the address if the secret contains none
 */
record ReportArguments(StageArguments stage, WarehouseArguments warehouse) implements JobArguments {
    /** @param given strings by name */
    static ReportArguments parse(Map<String, String> given) {
        ArgumentReader reader = new ArgumentReader(given);
        Supplier<StageArguments> stage = StageArguments.ask(reader);
        WarehouseArguments.Handles warehouse = WarehouseArguments.ask(reader);
        reader.verify();
        return new ReportArguments(stage.get(), warehouse.values());
    }
}
