/**
 * Behaviour that makes reading from Kinesis harder: quirks, throttles, iterators that expire and injected faults, and
 * the admin paths that configure them. Knows streams and shards by name only. Uses the http package.
 */
@NullMarked
package dev.madrugada.localstack.kinesis.faults;

import org.jspecify.annotations.NullMarked;
