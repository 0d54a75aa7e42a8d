package dev.madrugada.quality.deequ;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * An aggregate that sums decimals without limit and returns the sum as text. Spark's own sum has at most 38 digits and
 * becomes null on overflow, which would look like "no value". This aggregate is slower, so it is used only for decimals
 * of more than 28 digits: for shorter ones, Spark's sum has ten digits more than the values and cannot overflow below
 * 10^10 rows.
 */
final class ExactSum extends Aggregator<String, BigDecimal, String> {
    private static final long serialVersionUID = 1L;

    /** @param value a decimal column */
    static Column of(Column value) {
        return functions.udaf(new ExactSum(), Encoders.STRING()).apply(value.cast(DataTypes.StringType));
    }

    @Override
    public BigDecimal zero() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal reduce(BigDecimal sum, String value) {
        return value == null ? sum : sum.add(new BigDecimal(value));
    }

    @Override
    public BigDecimal merge(BigDecimal one, BigDecimal other) {
        return one.add(other);
    }

    @Override
    public String finish(BigDecimal sum) {
        return sum.toPlainString();
    }

    @Override
    public Encoder<BigDecimal> bufferEncoder() {
        return Encoders.kryo(BigDecimal.class);
    }

    @Override
    public Encoder<String> outputEncoder() {
        return Encoders.STRING();
    }
}
