package dev.madrugada.transform.parse;

import dev.madrugada.common.text.Spelling;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of one record that no column reads. Use an instance once. */
final class UnreadFields {
    private final PayloadParser plan;
    private boolean hasDuplicate;
    private int unknownFields;
    private String firstUnknown = "";
    private @Nullable String firstValue;

    UnreadFields(PayloadParser plan) {
        this.plan = plan;
    }

    /** Notes that a field that no column reads occurs twice in its object. */
    void noteDuplicate() {
        hasDuplicate = true;
    }

    /**
     * Notes a field that the contract does not know.
     *
     * @param parent the path of its object
     * @param known the names of the object's known fields
     * @param json the field's value is current
     */
    void noteUnknown(String parent, Set<String> known, String name, JsonScanner json) {
        unknownFields++;
        if (unknownFields == 1 && plan.refusesUnknownFields()) {
            String meant = Spelling.nearest(name, known)
                    .filter(near -> !near.equals(name))
                    .map(near -> " (did it mean " + near + "?)")
                    .orElse("");
            firstUnknown = "field '" + FieldName.printable(name) + "' of " + parent + meant;
            firstValue = plan.hasSensitiveColumns() ? null : Tokens.example(json);
        }
    }

    /** Refuses the record where the contract says so. */
    void addReasons(RecordValues record) {
        if (hasDuplicate && plan.refusesInvalidValues()) {
            record.refuse(new Reason(
                    ReasonCode.DuplicateField, null, "a field that no column reads occurs twice in its object"));
        }
        if (unknownFields > 0 && plan.refusesUnknownFields()) {
            String others = unknownFields == 1 ? "" : "; " + (unknownFields - 1) + " more such fields";
            record.refuse(
                    new Reason(ReasonCode.UnknownField, null, "no column reads " + firstUnknown + others, firstValue));
        }
    }
}
