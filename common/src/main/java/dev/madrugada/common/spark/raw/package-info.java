/**
 * Writes records of several hours of arrival into the folders of their partitions, in one job, without a shuffle. Uses
 * common.spark.sink; it publishes nothing.
 */
@NullMarked
package dev.madrugada.common.spark.raw;

import org.jspecify.annotations.NullMarked;
