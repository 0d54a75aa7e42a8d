package dev.madrugada.load;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;
import java.util.function.Supplier;

/**
 * The load job's arguments.
 *
 * @param warehouse the secret with the login, and the address if the secret has none
 * @param copyRole the role with which the warehouse reads the lake
 */
record LoadArguments(StageArguments stage, WarehouseArguments warehouse, CopyRole copyRole) implements JobArguments {
    static LoadArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        Supplier<StageArguments> stage = StageArguments.ask(reader);
        WarehouseArguments.Handles warehouse = WarehouseArguments.ask(reader);
        Argument<CopyRole> role = reader.required("copy-role", CopyRole::new);
        reader.verify();
        return new LoadArguments(stage.get(), warehouse.values(), role.value());
    }
}
