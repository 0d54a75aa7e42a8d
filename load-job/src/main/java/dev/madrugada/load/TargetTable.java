package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.Literal;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableDdl;
import dev.madrugada.warehouse.TableName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The dataset's table in the warehouse: the curated columns, then the partition column.
 *
 * @param curated the columns of a curated file
 * @param partition the column that holds the day
 */
record TargetTable(TableName name, List<Column> curated, Identifier partition) {
    TargetTable {
        curated = List.copyOf(curated);
    }

    static TargetTable of(DatasetContract contract) {
        return new TargetTable(
                TableName.of(contract.warehouse()),
                contract.curatedColumns(),
                new Identifier(contract.eventTime().partition()));
    }

    SqlStatement createIfAbsent() {
        List<Column> columns = new ArrayList<>(curated);
        columns.add(new Column(partition.name(), ColumnType.parse("date")));
        return TableDdl.createIfAbsent(name, columns);
    }

    SqlStatement delete(LocalDate day) {
        return SqlStatement.of("DELETE FROM " + name + where(day));
    }

    SqlStatement insert(LocalDate day, StagingTable staging) {
        return SqlStatement.of("INSERT INTO " + name + " (" + TableDdl.names(staging.columns()) + ", " + partition
                + ") SELECT " + staging.values() + ", " + Literal.of(day) + " FROM " + staging);
    }

    SqlStatement count(LocalDate day) {
        return SqlStatement.of("SELECT count(*) FROM " + name + where(day));
    }

    private String where(LocalDate day) {
        return " WHERE " + partition + " = " + Literal.of(day);
    }
}
