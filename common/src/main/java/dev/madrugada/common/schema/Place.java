package dev.madrugada.common.schema;

import java.util.Locale;

/** The places that hold a dataset's columns. */
public enum Place {
    /** The files of the curated partitions, and the table format's metadata. */
    LAKE,
    /** The table of the Glue Data Catalog, which Athena queries. */
    CATALOG,
    WAREHOUSE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
