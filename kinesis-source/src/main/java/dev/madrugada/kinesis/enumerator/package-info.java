/**
 * Runs on the driver. Finds the shards of the window and checks that the stream still retains the window. Reads no
 * records.
 */
@NullMarked
package dev.madrugada.kinesis.enumerator;

import org.jspecify.annotations.NullMarked;
