/** The values that the driver sends to a task: the window and the shards to read. Immutable and serialisable. */
@NullMarked
package dev.madrugada.kinesis.split;

import org.jspecify.annotations.NullMarked;
