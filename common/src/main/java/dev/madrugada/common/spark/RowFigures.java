package dev.madrugada.common.spark;

import dev.madrugada.common.iceberg.FieldIds;
import dev.madrugada.common.lake.Manifest.ColumnFigures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The figures of rows while they are written: rows; nulls, minimum and maximum per column; the sums of the content
 * digest. They equal what {@link ContentFigures} finds when it reads the rows back, but some columns of raw have no
 * minimum and maximum. Made once on the driver; each file has its own {@link Collector}, whose {@link Collected} figures are
 * merged.
 */
public final class RowFigures implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StructType schema;
    private final Expression[] hashes;
    private final Attribute[] input;
    private final @Nullable FieldIds fieldIds;
    private final TreeSet<String> withoutRange;
    private final TreeSet<String> withoutDictionary;

    private RowFigures(
            StructType schema,
            Expression[] hashes,
            Attribute[] input,
            @Nullable FieldIds fieldIds,
            SortedSet<String> withoutRange,
            SortedSet<String> withoutDictionary) {
        this.schema = schema;
        this.hashes = hashes;
        this.input = input;
        this.fieldIds = fieldIds;
        this.withoutRange = new TreeSet<>(withoutRange);
        this.withoutDictionary = new TreeSet<>(withoutDictionary);
    }

    /** The figures of rows with a schema. */
    public static RowFigures of(SparkSession spark, StructType schema) {
        LogicalPlan plan = spark.internalCreateDataFrame(
                        spark.emptyDataFrame().queryExecution().toRdd(), schema, false)
                .select(ContentDigest.rowHashes(schema).toArray(Column[]::new))
                .queryExecution()
                .optimizedPlan();
        return new RowFigures(
                schema,
                JavaConverters.seqAsJavaList(plan.expressions()).toArray(Expression[]::new),
                JavaConverters.seqAsJavaList(plan.children().head().output()).toArray(Attribute[]::new),
                null,
                new TreeSet<>(),
                new TreeSet<>());
    }

    /** The figures of raw records, or of rows that begin with one. */
    public static RowFigures ofRaw(SparkSession spark, StructType schema) {
        RowFigures figures = of(spark, schema);
        return new RowFigures(
                schema, figures.hashes, figures.input, null, RawSchema.withoutRange(), RawSchema.unrepeated());
    }

    /** The same figures; files have these ids of columns. */
    public RowFigures withFieldIds(FieldIds ids) {
        return new RowFigures(schema, hashes, input, ids, withoutRange, withoutDictionary);
    }

    /** The ids of the files' columns; empty if the files have none. */
    Optional<FieldIds> fieldIds() {
        return Optional.ofNullable(fieldIds);
    }

    /** The columns that files store without a dictionary. */
    SortedSet<String> withoutDictionary() {
        return Collections.unmodifiableSortedSet(withoutDictionary);
    }

    public StructType schema() {
        return schema;
    }

    /** A collector that shares nothing. */
    public Collector collector() {
        return collector(new RowHashes(this));
    }

    /** A collector for the thread of the hashes. */
    public Collector collector(RowHashes hashes) {
        return new Collector(this, hashes);
    }

    /** The compiled hashes of rows. The collectors of one thread can share them; compiling takes milliseconds. */
    public static final class RowHashes {
        private final MutableProjection projection;

        public RowHashes(RowFigures figures) {
            projection = MutableProjection.create(seq(figures.hashes), seq(figures.input));
        }

        private static <T> Seq<T> seq(T[] values) {
            return JavaConverters.asScalaBuffer(new ArrayList<>(List.of(values)))
                    .toList();
        }
    }

    /** The figures of no row. */
    public Collected none() {
        return new Collected(0, 0, 0, new long[schema.size()], new Object[schema.size()], new Object[schema.size()]);
    }

    /** The figures of rows; mergeable in any order. */
    public static final class Collected implements Serializable {
        private static final long serialVersionUID = 1L;

        private final long rows;
        private final long firstSum;
        private final long secondSum;
        private final long[] nulls;
        private final @Nullable Object[] min;
        private final @Nullable Object[] max;

        private Collected(
                long rows,
                long firstSum,
                long secondSum,
                long[] nulls,
                @Nullable Object[] min,
                @Nullable Object[] max) {
            this.rows = rows;
            this.firstSum = firstSum;
            this.secondSum = secondSum;
            this.nulls = nulls;
            this.min = min;
            this.max = max;
        }

        public long rows() {
            return rows;
        }

        /** The sum of the rows' first hashes; see {@link ContentDigest}. */
        public long firstSum() {
            return firstSum;
        }

        public long secondSum() {
            return secondSum;
        }

        public Collected and(Collected other) {
            long[] nullsOfBoth = nulls.clone();
            @Nullable Object[] least = min.clone();
            @Nullable Object[] greatest = max.clone();
            for (int i = 0; i < nulls.length; i++) {
                nullsOfBoth[i] += other.nulls[i];
                if (least[i] == null || isBefore(other.min[i], least[i])) {
                    least[i] = other.min[i];
                }
                if (greatest[i] == null || isBefore(greatest[i], other.max[i])) {
                    greatest[i] = other.max[i];
                }
            }
            return new Collected(
                    rows + other.rows,
                    firstSum + other.firstSum,
                    secondSum + other.secondSum,
                    nullsOfBoth,
                    least,
                    greatest);
        }
    }

    /** The figures per column, as a manifest has them. */
    public Map<String, ColumnFigures> columns(Collected collected) {
        Map<String, ColumnFigures> columns = new LinkedHashMap<>();
        for (int i = 0; i < schema.size(); i++) {
            StructField field = schema.fields()[i];
            columns.put(
                    field.name(),
                    new ColumnFigures(
                            collected.nulls[i],
                            text(collected.min[i], field.dataType()),
                            text(collected.max[i], field.dataType())));
        }
        return columns;
    }

    private static @Nullable String text(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        Cast text = new Cast(new Literal(value, type), DataTypes.StringType, Option.apply("UTC"), EvalMode.LEGACY());
        return String.valueOf(text.eval(null));
    }

    /** Whether both values are there, and the first is less. */
    @SuppressWarnings("unchecked")
    private static boolean isBefore(@Nullable Object value, @Nullable Object other) {
        return value != null && other != null && ((Comparable<Object>) value).compareTo(other) < 0;
    }

    /** Collects the figures of the rows of one file. Not thread-safe. */
    public static final class Collector {
        /** One per column; null if the column's values have no order, or their range is not wanted. */
        private final @Nullable ValueRange[] ranges;

        private final RowFigures figures;
        private final RowHashes hashes;
        private final long[] nulls;
        private long rows;
        private long firstSum;
        private long secondSum;

        private Collector(RowFigures figures, RowHashes hashes) {
            this.figures = figures;
            this.hashes = hashes;
            StructField[] fields = figures.schema.fields();
            this.ranges = new @Nullable ValueRange[fields.length];
            for (int i = 0; i < fields.length; i++) {
                DataType type = fields[i].dataType();
                boolean hasRange = ContentFigures.isOrdered(type) && !figures.withoutRange.contains(fields[i].name());
                ranges[i] = hasRange ? ValueRange.of(type) : null;
            }
            this.nulls = new long[fields.length];
        }

        /** What is collected. */
        RowFigures figures() {
            return figures;
        }

        /** Adds a row whose first fields are those of the schema; the row may be changed after that. */
        public void add(InternalRow row) {
            rows++;
            InternalRow sums = hashes.projection.apply(row);
            firstSum += sums.getLong(0);
            secondSum += sums.getLong(1);
            for (int i = 0; i < nulls.length; i++) {
                ValueRange range = ranges[i];
                if (row.isNullAt(i)) {
                    nulls[i]++;
                } else if (range != null) {
                    range.add(row, i);
                }
            }
        }

        public Collected collected() {
            @Nullable Object[] min = new @Nullable Object[ranges.length];
            @Nullable Object[] max = new @Nullable Object[ranges.length];
            for (int i = 0; i < ranges.length; i++) {
                ValueRange range = ranges[i];
                min[i] = range == null ? null : range.min();
                max[i] = range == null ? null : range.max();
            }
            return new Collected(rows, firstSum, secondSum, nulls, min, max);
        }
    }
}
