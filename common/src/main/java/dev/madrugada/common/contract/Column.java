package dev.madrugada.common.contract;

import java.io.Serializable;

/** A column of the curated partition: its name and type. */
public record Column(String name, ColumnType type) implements Serializable {}
