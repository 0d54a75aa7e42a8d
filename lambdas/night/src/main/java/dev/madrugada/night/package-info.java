/**
 * The night's two Lambdas: plan (which day, which run, which arguments) and gate (integrity, conservation, verdicts).
 * Uses common and aws; no Spark.
 */
@NullMarked
package dev.madrugada.night;

import org.jspecify.annotations.NullMarked;
