package dev.madrugada.common.iceberg;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The assigned ids of a table's columns, in numbered files below the table's folder. The file with the greatest number is
 * the current one. A file is created only if its number is free, so that two runs never assign one id twice.
 */
public record FieldIdFiles(ObjectStore store, LakeTable table) {
    private static final Pattern NAME = Pattern.compile("([0-9]{10})\\.json");

    private record Current(long number, FieldIds ids) {}

    /** The folder of the files. */
    public static URI folder(LakeTable table) {
        return table.root().resolve("_field-ids/");
    }

    /** The ids of the columns and of all that had ids before; ids that are new are stored first. */
    public FieldIds assigned(Collection<Column> columns) {
        while (true) {
            Current current = current();
            FieldIds ids = current.ids().with(columns);
            if (ids.equals(current.ids()) || store.create(file(current.number() + 1), Json.write(ids))) {
                return ids;
            }
        }
    }

    private Current current() {
        return store.list(folder(table)).stream()
                .map(ObjectStore.StoredObject::uri)
                .map(FieldIdFiles::number)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .flatMap(this::read)
                .orElse(new Current(0, FieldIds.NONE));
    }

    private Optional<Current> read(long number) {
        URI file = file(number);
        return store.read(file).map(bytes -> new Current(number, Json.read(bytes, FieldIds.class, file.toString())));
    }

    private URI file(long number) {
        return folder(table).resolve(String.format(Locale.ROOT, "%010d.json", number));
    }

    private static Optional<Long> number(URI file) {
        String path = file.getPath();
        Matcher name = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
        return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
    }
}
