/**
 * Decides, on the driver, which shards have a part in the window and whether the stream still holds it.
 * Reads no records.
 */
@NullMarked
package dev.madrugada.kinesis.enumerator;

import org.jspecify.annotations.NullMarked;
