/**
 * The lake: where things lie, what a published generation is, and how one is published against a port. Knows neither S3 nor Spark.
 */
@NullMarked
package dev.madrugada.common.lake;

import org.jspecify.annotations.NullMarked;
