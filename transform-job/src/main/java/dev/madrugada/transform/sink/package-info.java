/**
 * Writes the rows of a run into the folders of its partitions, in one job. Uses outcome's rows, and common.spark for the
 * files; it publishes nothing.
 */
@NullMarked
package dev.madrugada.transform.sink;

import org.jspecify.annotations.NullMarked;
