package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.transform.parse.CatalystValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lookup's rows by key, as Spark's values. It is broadcast once, and only read after that. */
final class LookupIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A key of one value is that value, so that most searches create no list. */
    private final Map<Object, @Nullable Object[]> valuesByKey = new HashMap<>();

    LookupIndex(LookupTable table) {
        List<Column> columns = table.lookup().columns().stream()
                .map(Lookup.LookupColumn::column)
                .toList();
        table.rows().forEach((key, row) -> {
            @Nullable Object[] values = new @Nullable Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = CatalystValues.of(row.get(i), columns.get(i).type());
            }
            List<@Nullable Object> searched = new ArrayList<>(key.size());
            for (int i = 0; i < key.size(); i++) {
                searched.add(CatalystValues.of(key.get(i), table.keyTypes().get(i)));
            }
            valuesByKey.put(key(searched), values);
        });
    }

    /**
     * The values of the lookup's columns; null if no row has the key.
     *
     * @param key one value per field of the key, none of them null
     */
    @Nullable
    Object @Nullable [] find(@Nullable Object[] key) {
        return valuesByKey.get(key(Arrays.asList(key)));
    }

    private static Object key(List<? extends @Nullable Object> values) {
        Object only = values.size() == 1 ? values.get(0) : null;
        return only == null || only instanceof Double ? LookupTable.key(values) : only;
    }
}
