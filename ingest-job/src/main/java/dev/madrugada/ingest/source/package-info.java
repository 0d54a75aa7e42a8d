/**
 * What ingest asks of any source: the records of hours of arrival, in the form of raw. Uses Spark and the lake's types.
 */
@NullMarked
package dev.madrugada.ingest.source;

import org.jspecify.annotations.NullMarked;
