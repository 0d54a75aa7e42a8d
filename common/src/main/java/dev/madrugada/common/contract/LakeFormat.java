package dev.madrugada.common.contract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The format in which people's tools read the curated table. The files are Parquet in each of them. */
public enum LakeFormat {
    /** Parquet files, named by the lake's manifests and the catalog's partitions. */
    PARQUET,
    DELTA,
    ICEBERG;

    /** Delta's writers refuse these characters in every name, also in a struct's fields. */
    private static final Pattern REFUSED_BY_DELTA = Pattern.compile("[ ,;{}()\\n\\t=]");

    /** The path of a struct's field whose name the format refuses; empty if there is none. */
    Optional<String> refusedField(List<Column> columns) {
        return this == DELTA
                ? columns.stream()
                        .flatMap(column -> refusedFields(column.name(), column.type()))
                        .findFirst()
                : Optional.empty();
    }

    private static Stream<String> refusedFields(String path, ColumnType type) {
        return type.parts().stream().flatMap(part -> {
            String name = path + "." + part.name();
            return REFUSED_BY_DELTA.matcher(part.name()).find() ? Stream.of(name) : refusedFields(name, part.type());
        });
    }
}
