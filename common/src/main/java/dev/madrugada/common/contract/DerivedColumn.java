package dev.madrugada.common.contract;

import dev.madrugada.common.contract.SourceColumn.Presence;

/**
 * A column computed by a Spark SQL expression over the columns before it.
 *
 * @param presence whether a record for which the expression is null is refused
 * @param line the line of the expression in {@link DatasetFolder#CONTRACT}, counted from 1
 */
public record DerivedColumn(Column column, String expression, Presence presence, int line) {}
