/**
 * The adapter to Redshift: connections, values and errors of the JDBC driver. No other package uses the driver's
 * classes.
 */
@NullMarked
package dev.madrugada.warehouse.redshift;

import org.jspecify.annotations.NullMarked;
