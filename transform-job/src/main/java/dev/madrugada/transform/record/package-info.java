/**
 * Turns one raw record at a time into rows or reasons: parse, lookups, derived columns, timeliness. Uses parse, enrich
 * and Spark's rows; it does not use the lake.
 */
@NullMarked
package dev.madrugada.transform.record;

import org.jspecify.annotations.NullMarked;
