package dev.madrugada.kinesis.stream;

/** Decodes IEEE 754 half-precision numbers (binary16), for which Java 17 has no conversion. */
final class HalfPrecision {

    private HalfPrecision() {}

    /** Decodes 16 bits: one for the sign, five for the exponent, ten for the fraction. */
    static double of(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double value;
        if (exponent == 0) {
            value = Math.scalb((double) fraction, -24);
        } else if (exponent == 0x1F) {
            value = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            value = Math.scalb((double) (fraction | 0x400), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? value : -value;
    }
}
