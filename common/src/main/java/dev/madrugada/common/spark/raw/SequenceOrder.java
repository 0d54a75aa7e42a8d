package dev.madrugada.common.spark.raw;

import org.apache.spark.unsafe.types.UTF8String;

/** The order of sequence numbers, which are decimal numbers without leading zeros: a longer number is greater. */
final class SequenceOrder {
    private SequenceOrder() {}

    static int compare(UTF8String one, UTF8String other) {
        int byLength = Integer.compare(one.numBytes(), other.numBytes());
        return byLength != 0 ? byLength : one.compareTo(other);
    }
}
