/**
 * Determines each record's outcome: curated, duplicate or quarantined. Uses parse's record columns and Spark; its
 * functions from Dataset to Dataset do no I/O.
 */
@NullMarked
package dev.madrugada.transform.outcome;

import org.jspecify.annotations.NullMarked;
