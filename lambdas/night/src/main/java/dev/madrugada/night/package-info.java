/**
 * The night's three Lambda functions: plan (which day, which run, which arguments), gate (integrity, conservation,
 * verdicts) and failure (what follows an error). Uses common, aws and the packages beside it; no Spark.
 */
@NullMarked
package dev.madrugada.night;

import org.jspecify.annotations.NullMarked;
