/**
 * The warehouse: the session as a port, statements and answers as values, tables from contract columns, the load
 * ledger. The driver is behind {@code warehouse.redshift} only; no Spark.
 */
@NullMarked
package dev.madrugada.warehouse;

import org.jspecify.annotations.NullMarked;
