/**
 * The formats of files: each reads a stream or a path as records, with the position of each. Knows no listing and no
 * Spark session.
 */
@NullMarked
package dev.madrugada.ingest.files.format;

import org.jspecify.annotations.NullMarked;
