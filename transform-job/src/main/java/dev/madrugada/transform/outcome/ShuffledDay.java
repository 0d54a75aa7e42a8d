package dev.madrugada.transform.outcome;

import java.util.List;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.ShuffledRowRDD;
import org.apache.spark.sql.execution.UnsafeRowSerializer;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLShuffleReadMetricsReporter;
import org.apache.spark.sql.execution.metric.SQLShuffleWriteMetricsReporter;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/**
 * Rows that are partitioned by {@link OutcomeRow#HASH}. It is Spark's own exchange; it is built here, and not by a
 * Dataset, so that the first half can run before the second half is known.
 */
final class ShuffledDay {
    private final SparkSession spark;
    private final ShuffleDependency<Object, InternalRow, InternalRow> shuffle;

    private ShuffledDay(SparkSession spark, ShuffleDependency<Object, InternalRow, InternalRow> shuffle) {
        this.spark = spark;
        this.shuffle = shuffle;
    }

    /** Partitions rows of a schema; nothing runs yet. */
    static ShuffledDay of(SparkSession spark, JavaRDD<InternalRow> rows, StructType schema, int partitions) {
        List<Attribute> attributes = JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(schema)).stream()
                .map(Attribute.class::cast)
                .toList();
        Expression hash = attributes.get(schema.fieldIndex(OutcomeRow.HASH));
        Map<String, SQLMetric> metrics = SQLShuffleWriteMetricsReporter.createShuffleWriteMetrics(spark.sparkContext());
        return new ShuffledDay(
                spark,
                ShuffleExchangeExec.prepareShuffleDependency(
                        rows.rdd(),
                        seq(attributes),
                        new HashPartitioning(seq(List.of(hash)), partitions),
                        new UnsafeRowSerializer(attributes.size(), null),
                        metrics));
    }

    private static <T> Seq<T> seq(List<T> values) {
        return JavaConverters.asScalaBuffer(values).toList();
    }

    /** Validates and partitions the rows. After that, reading them repeats nothing of it. */
    void run() {
        // Spark refuses to run a stage without tasks.
        if (shuffle.rdd().getNumPartitions() == 0) {
            return;
        }
        SQLExecution.withSQLConfPropagated(spark, () -> {
            try {
                return Await.result(spark.sparkContext().submitMapStage(shuffle), Duration.Inf());
            } catch (Exception failed) {
                throw ShuffledDay.<RuntimeException>unchecked(failed);
            }
        });
    }

    /** Scala's await declares checked exceptions; Spark's own is thrown as it is, so that it is classified as usual. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** The rows, partition by partition. */
    RDD<InternalRow> rows() {
        return new ShuffledRowRDD(
                shuffle, SQLShuffleReadMetricsReporter.createShuffleReadMetrics(spark.sparkContext()));
    }
}
