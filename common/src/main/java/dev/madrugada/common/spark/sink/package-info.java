/**
 * Writes rows into the folders of several partitions at once, and computes what their manifests need meanwhile. Uses
 * common.spark for a single file; it publishes nothing.
 */
@NullMarked
package dev.madrugada.common.spark.sink;

import org.jspecify.annotations.NullMarked;
