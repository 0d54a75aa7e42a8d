package dev.madrugada.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Scientific notation with at most four digits, such as 1.235×10⁻⁹. */
final class Scientific {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final String SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Scientific() {}

    static String text(BigDecimal number) {
        BigDecimal rounded = number.round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        StringBuilder text = new StringBuilder(rounded.movePointLeft(exponent).toPlainString())
                .append("×10")
                .append(exponent < 0 ? "⁻" : "");
        String.valueOf(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPT.charAt(digit - '0')));
        return text.toString();
    }
}
