/**
 * What the quality rules say of a published partition, as a value that the jobs and the gate share. Knows neither Spark nor Deequ.
 */
@NullMarked
package dev.madrugada.common.quality;

import org.jspecify.annotations.NullMarked;
