package dev.madrugada.transform.record;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.transform.parse.Reason;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * The columns whose values must not be shown.
 *
 * @param names the contract's sensitive columns, and those that are computed of them
 * @param isInPayload whether a payload contains values of such a column
 */
record SensitiveColumns(Set<String> names, boolean isInPayload) implements Serializable {
    static SensitiveColumns of(DatasetContract contract, Set<String> derived) {
        Set<String> names = new HashSet<>(derived);
        contract.columns().stream()
                .filter(Column::isSensitive)
                .map(Column::name)
                .forEach(names::add);
        return new SensitiveColumns(
                Set.copyOf(names),
                contract.payload().columns().stream()
                        .anyMatch(source -> source.column().isSensitive()));
    }

    boolean contains(String column) {
        return names.contains(column);
    }

    /** The reason, without its example if that may contain such a value. A reason without a column shows the payload. */
    Reason masked(Reason reason) {
        String column = reason.column();
        boolean isHidden = column == null ? isInPayload : names.contains(column);
        return isHidden ? reason.withExample(null) : reason;
    }
}
