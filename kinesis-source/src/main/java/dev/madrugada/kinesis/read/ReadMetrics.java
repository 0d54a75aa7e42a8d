package dev.madrugada.kinesis.read;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** What a scan shows of itself in Spark's UI. Spark makes each of them by its class name. */
public final class ReadMetrics {

    private ReadMetrics() {}

    /** All there are. */
    public static CustomMetric[] all() {
        return new CustomMetric[] {
            new Records(),
            new Bytes(),
            new Calls(),
            new Throttles(),
            new Lag(),
            new MissingMillis(),
            new MissingShards()
        };
    }

    /** Rows given. */
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

    /** Bytes of payload in them. */
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

    /** Requests made, those refused included. */
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

    /** Requests refused because a shard's read limits were used up. */
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

    /** How far behind the newest record the shard is, at its last page, that is farthest behind. */
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

    /** How much of the window is gone, over all shards that something is known of. */
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

    /** Shards of the window that are gone as a whole. */
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
