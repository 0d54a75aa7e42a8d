package dev.madrugada.common.contract;

/** The warehouse's table for the dataset; both names are lower-case identifiers that need no quotes. */
public record WarehouseTable(String schema, String table) {
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
