package dev.madrugada.common.contract;

/**
 * A condition that every record must meet; a record for which it is false is refused. A null counts as met, as in SQL.
 *
 * @param name the check's name, unique in the contract
 * @param expression a Spark SQL expression over all columns, of type boolean
 * @param line the line of the expression in {@link DatasetFolder#CONTRACT}, counted from 1
 */
public record Check(String name, String expression, int line) {}
