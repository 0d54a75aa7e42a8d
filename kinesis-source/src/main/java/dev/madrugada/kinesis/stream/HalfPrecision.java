package dev.madrugada.kinesis.stream;

/** Numbers of sixteen bits with a point in them, which Java has no type for. */
final class HalfPrecision {

    private HalfPrecision() {}

    /** One bit for the sign, five for the exponent, ten for the rest. */
    static double of(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int rest = bits & 0x3FF;
        double value;
        if (exponent == 0) {
            value = Math.scalb((double) rest, -24);
        } else if (exponent == 0x1F) {
            value = rest == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            value = Math.scalb((double) (rest | 0x400), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? value : -value;
    }
}
