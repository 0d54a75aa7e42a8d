/**
 * The warehouse: the session port, statements and results, DDL for contract columns, and the load ledger. Only
 * {@code warehouse.redshift} uses the JDBC driver. Does not use Spark.
 */
@NullMarked
package dev.madrugada.warehouse;

import org.jspecify.annotations.NullMarked;
