package dev.madrugada.common.contract;

/**
 * A column computed by a Spark SQL expression over the columns before it.
 *
 * @param line the line of the expression in {@link DatasetFolder#CONTRACT}, counted from 1
 */
public record DerivedColumn(Column column, String expression, int line) {}
