package dev.madrugada.warehouse;

import dev.madrugada.common.contract.WarehouseTable;

/** A table name with its schema; its text form is quoted. */
public record TableName(Identifier schema, Identifier table) {
    public static TableName of(WarehouseTable table) {
        return new TableName(new Identifier(table.schema()), new Identifier(table.table()));
    }

    /** The name without quotes, for messages. */
    public String plain() {
        return schema.name() + "." + table.name();
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
