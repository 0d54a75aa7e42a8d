package dev.madrugada.formats;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.lake.LakeTable;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table's location and columns.
 *
 * @param fileColumns the columns of its files, in order; the files do not contain the partition column
 */
record FormatTable(LakeTable table, List<Column> fileColumns, String partitionColumn) {
    FormatTable {
        fileColumns = List.copyOf(fileColumns);
    }

    URI root() {
        return table.root();
    }

    /** All columns in the order in which a reader sees them: the files' columns, then the partition column. */
    List<Column> columns() {
        return Stream.concat(
                        fileColumns.stream(),
                        Stream.of(new Column(partitionColumn, ColumnType.of(ColumnType.Kind.DATE))))
                .toList();
    }
}
