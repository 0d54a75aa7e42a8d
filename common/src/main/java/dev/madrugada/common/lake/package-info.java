/**
 * The lake: its paths, its published generations, and their publication through the port to a store. Uses neither S3
 * nor Spark.
 */
@NullMarked
package dev.madrugada.common.lake;

import org.jspecify.annotations.NullMarked;
