/**
 * The three Lambda functions of a night. Plan chooses the day, the run id and the arguments; gate checks integrity,
 * conservation and verdicts; failure decides what follows an error. Uses common, aws and its sub-packages; no Spark.
 */
@NullMarked
package dev.madrugada.night;

import org.jspecify.annotations.NullMarked;
