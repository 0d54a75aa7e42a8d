/**
 * What ingest asks of any source: the records of a day, in the form of raw. Uses Spark only.
 */
@NullMarked
package dev.madrugada.ingest.source;

import org.jspecify.annotations.NullMarked;
