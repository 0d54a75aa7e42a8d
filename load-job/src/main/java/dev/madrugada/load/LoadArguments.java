package dev.madrugada.load;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;

/**
 * What the load job is told.
 *
 * @param warehouseSecret name or ARN of the secret with the warehouse's address and login
 * @param copyRole the role by which the warehouse reads the lake
 */
record LoadArguments(StageArguments stage, String warehouseSecret, CopyRole copyRole) implements JobArguments {
    static LoadArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        StageArguments.Handles stage = StageArguments.ask(reader);
        Argument<String> secret = reader.required("warehouse-secret", LoadArguments::secretName);
        Argument<CopyRole> role = reader.required("copy-role", CopyRole::new);
        reader.verify();
        return new LoadArguments(stage.values(), secret.value(), role.value());
    }

    private static String secretName(String text) {
        if (!text.matches("[A-Za-z0-9/_+=.@:!-]{1,2048}")) {
            throw new IllegalArgumentException("must be a secret's name or ARN");
        }
        return text;
    }
}
