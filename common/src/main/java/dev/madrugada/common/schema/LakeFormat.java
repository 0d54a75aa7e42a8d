package dev.madrugada.common.schema;

/** The table formats, which differ in the changes that they take without new files. */
public enum LakeFormat {
    PARQUET,
    DELTA,
    ICEBERG
}
