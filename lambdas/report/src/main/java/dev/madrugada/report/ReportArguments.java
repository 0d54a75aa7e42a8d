package dev.madrugada.report;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the report is told.
 *
 * @param warehouse the secret with the login, and the address where the secret has none
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
