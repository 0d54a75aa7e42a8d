/**
 * What travels from the driver to a task: a window and the shards to read it from.
 * Plain serialisable values.
 */
@NullMarked
package dev.madrugada.kinesis.split;

import org.jspecify.annotations.NullMarked;
