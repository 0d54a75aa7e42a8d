package dev.madrugada.common.contract;

import java.io.Serializable;

/**
 * A column of a curated table.
 *
 * @param name a lower-case identifier
 */
public record Column(String name, ColumnType type) implements Serializable {}
