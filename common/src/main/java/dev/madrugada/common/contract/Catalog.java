package dev.madrugada.common.contract;

/** The Glue database in which the curated table is kept for Athena; the table is named as the dataset. */
public record Catalog(String database) {}
