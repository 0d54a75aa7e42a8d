/**
 * What Kinesis does to its readers: quirks, throttles, iterators that expire, injected faults, and how to ask for them.
 * Knows streams and shards by name only; uses the http package.
 */
@NullMarked
package dev.madrugada.localstack.kinesis.faults;

import org.jspecify.annotations.NullMarked;
