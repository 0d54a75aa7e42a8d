package dev.madrugada.report;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;

/**
 * What the report is told.
 *
 * @param warehouseSecret the name or ARN of the secret that says how to reach the warehouse
 */
record ReportArguments(StageArguments stage, String warehouseSecret) implements JobArguments {
    static ReportArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        StageArguments.Handles stage = StageArguments.ask(reader);
        Argument<String> secret = reader.required("warehouse-secret", ReportArguments::notBlank);
        reader.verify();
        return new ReportArguments(stage.values(), secret.value());
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must be a secret's name or ARN");
        }
        return text;
    }
}
