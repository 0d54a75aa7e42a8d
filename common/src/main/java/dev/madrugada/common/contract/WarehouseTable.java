package dev.madrugada.common.contract;

/** A table of the warehouse; both names are plain lower-case identifiers. */
public record WarehouseTable(String schema, String table) {
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
