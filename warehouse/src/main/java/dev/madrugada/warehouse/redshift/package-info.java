/**
 * The edge to Redshift: the driver's connection, its values, its errors. Nothing outside this package names the
 * driver's classes.
 */
@NullMarked
package dev.madrugada.warehouse.redshift;

import org.jspecify.annotations.NullMarked;
