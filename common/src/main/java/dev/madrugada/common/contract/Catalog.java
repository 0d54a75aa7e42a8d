package dev.madrugada.common.contract;

/** The Glue database for the curated table, which Athena queries; the table has the dataset's name. */
public record Catalog(String database) {}
