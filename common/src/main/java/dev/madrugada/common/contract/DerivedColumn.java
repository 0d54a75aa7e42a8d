package dev.madrugada.common.contract;

/** A column computed by a Spark SQL expression over the columns before it. */
public record DerivedColumn(Column column, String expression) {}
