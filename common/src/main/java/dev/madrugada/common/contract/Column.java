package dev.madrugada.common.contract;

/** A column of the curated partition: its name and type. */
public record Column(String name, ColumnType type) {}
