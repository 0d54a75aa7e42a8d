package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;

/** The faults of the payload's schema and value rules; each is InvalidContract. */
final class ParseFaults {
    private ParseFaults() {}

    /** A rule that cannot be used for any value. */
    static Fault unusable(String key, SourceColumn source, String why) {
        return of(key, source, why)
                .because("the rule could not be applied to any value")
                .fix("correct it (docs/dataset.md describes the rule)");
    }

    /** A value of the contract that its column cannot store. */
    static Fault unfitting(String key, SourceColumn source, String text, String detail) {
        return of(key, source, "'" + text + "' does not fit")
                .because(detail)
                .fix("write a value of " + source.column().type());
    }

    static Fault unusableSchema(String file, String why) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file)
                .what("the schema cannot be used")
                .because(why)
                .fix("write the Avro schema of the record that the producer writes");
    }

    private static Fault.Parts of(String key, SourceColumn source, String what) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(DatasetFolder.CONTRACT)
                .what(key + " (" + source.column().name() + "): " + what);
    }
}
