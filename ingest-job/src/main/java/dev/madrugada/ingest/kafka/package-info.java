/**
 * Reads hours of a Kafka topic as ranges of offsets, and maps the client's failures to error codes. It is the only
 * package of this module that uses Kafka's client.
 */
@NullMarked
package dev.madrugada.ingest.kafka;

import org.jspecify.annotations.NullMarked;
