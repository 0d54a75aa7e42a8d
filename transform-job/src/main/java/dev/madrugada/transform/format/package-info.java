/**
 * Decodes payloads that are not JSON themselves (gzip, Avro) into the bytes of a JSON object, with bounds on memory and
 * depth. Uses Avro's schemas and Jackson's writer; it knows neither columns nor the lake.
 */
@NullMarked
package dev.madrugada.transform.format;

import org.jspecify.annotations.NullMarked;
