package dev.madrugada.common.contract;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The maximum number of refused records of an arrival day: the greater of a percentage and a number. A day whose
 * records are all refused exceeds every limit.
 *
 * @param percent the percentage of the day's raw records, from 0 to 100
 * @param records the number of records, at least 0
 */
public record QuarantineLimit(BigDecimal percent, long records) {
    /** 5 % of the records or 20 records, whichever is more. */
    public static final QuarantineLimit DEFAULT = new QuarantineLimit(BigDecimal.valueOf(5), 20);

    static final int MAX_RECORDS = 999_999_999;

    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final Pattern SHARE = Pattern.compile("(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)%");

    static QuarantineLimit ofRecords(long records) {
        return new QuarantineLimit(BigDecimal.ZERO, records);
    }

    /**
     * Parses a percentage such as {@code 5%} or {@code 0.5%}.
     *
     * @throws IllegalArgumentException if the text is not a percentage; the message gives the form
     */
    static QuarantineLimit parse(String share) {
        if (!SHARE.matcher(share).matches()) {
            throw new IllegalArgumentException(
                    "it is not a percentage of the day's records from 0% to 100%, such as 5% or 0.5%");
        }
        return new QuarantineLimit(new BigDecimal(share.substring(0, share.length() - 1)), 0);
    }

    /**
     * Whether a day has too many refused records.
     *
     * @param raw the number of all records of the day, at least {@code refused}
     */
    public boolean isExceededBy(long refused, long raw) {
        if (refused == 0) {
            return false;
        }
        BigDecimal share = percent.multiply(BigDecimal.valueOf(raw)).divide(ALL);
        return refused >= raw || BigDecimal.valueOf(refused).compareTo(share.max(BigDecimal.valueOf(records))) > 0;
    }

    @Override
    public String toString() {
        String share = percent.stripTrailingZeros().toPlainString() + "%";
        if (records == 0) {
            return share;
        }
        return percent.signum() == 0 ? String.valueOf(records) : share + " or " + records + ", whichever is more";
    }
}
