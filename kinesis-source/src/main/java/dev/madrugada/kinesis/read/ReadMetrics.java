package dev.madrugada.kinesis.read;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** The metrics of a scan in Spark's UI. Spark creates each metric by its class name. */
public final class ReadMetrics {

    private ReadMetrics() {}

    /** All metrics. */
    public static CustomMetric[] all() {
        return new CustomMetric[] {
            new Records(),
            new Bytes(),
            new Calls(),
            new Throttles(),
            new Retries(),
            new Lag(),
            new MissingMillis(),
            new MissingShards()
        };
    }

    /** The number of rows. */
    public static final class Records extends CustomSumMetric {
        static final String NAME = "kinesisRecords";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "records of the window";
        }
    }

    /** The payload bytes of the rows. */
    public static final class Bytes extends CustomSumMetric {
        static final String NAME = "kinesisBytes";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "bytes of payload";
        }
    }

    /** The number of requests, including failed ones. */
    public static final class Calls extends CustomSumMetric {
        static final String NAME = "kinesisCalls";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "calls to Kinesis";
        }
    }

    /** The number of requests that Kinesis throttled. */
    public static final class Throttles extends CustomSumMetric {
        static final String NAME = "kinesisThrottles";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "throttled calls";
        }
    }

    /** The number of requests for records that failed and were made again, the throttled ones among them. */
    public static final class Retries extends CustomSumMetric {
        static final String NAME = "kinesisRetries";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "repeated calls to Kinesis";
        }
    }

    /**
     * The largest lag of any shard. The lag of a shard is how far the last page read is behind the shard's newest
     * record.
     */
    public static final class Lag implements CustomMetric {
        static final String NAME = "kinesisLag";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "most milliseconds behind the latest record";
        }

        @Override
        public String aggregateTaskMetrics(long[] values) {
            return Long.toString(Arrays.stream(values).max().orElse(0));
        }
    }

    /** The length of the missing parts of the window, summed over the shards whose missing part is known. */
    public static final class MissingMillis extends CustomSumMetric {
        static final String NAME = "kinesisMissingMillis";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "missing milliseconds";
        }
    }

    /** The number of shards of the window that the stream no longer has. */
    public static final class MissingShards extends CustomSumMetric {
        static final String NAME = "kinesisMissingShards";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "missing shards";
        }
    }
}
