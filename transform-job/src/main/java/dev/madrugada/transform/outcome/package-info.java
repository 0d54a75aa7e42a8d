/**
 * What becomes of a record: curated, duplicate or quarantined. Uses parse's record columns and Spark; pure steps.
 */
@NullMarked
package dev.madrugada.transform.outcome;

import org.jspecify.annotations.NullMarked;
