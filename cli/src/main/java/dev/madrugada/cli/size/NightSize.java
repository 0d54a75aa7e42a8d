package dev.madrugada.cli.size;

import dev.madrugada.cli.size.StreamSize.ReadSchedule;
import java.util.ArrayList;
import java.util.List;

/**
 * What one stream and its night need and cost.
 *
 * @param stages in the order of a night; the first is the stream itself, which is paid all day
 * @param lakeGigabytes what the night adds to the lake
 */
record NightSize(StreamSize stream, List<Stage> stages, double lakeGigabytes) {
    /**
     * A line of the table.
     *
     * @param workers Glue workers with the driver's; 0 if the stage runs on none
     * @param minutes from its start to its end, 0 for the stream
     * @param dollars a night
     */
    record Stage(String name, int workers, double minutes, double dollars) {}

    /**
     * How the jobs run.
     *
     * @param stageMinutes the aim for the work of one job, which decides the number of workers
     */
    record Setup(ReadSchedule schedule, WorkerType worker, Execution execution, double stageMinutes) {}

    /** Glue's execution classes. */
    enum Execution {
        STANDARD("glue.dpu-hour"),
        FLEX("glue.flex-dpu-hour");

        private final String price;

        Execution(String price) {
            this.price = price;
        }
    }

    /** Glue's workers. */
    enum WorkerType {
        G1X("G.1X", 4, 1),
        G2X("G.2X", 8, 2);

        private final String title;
        private final int cores;
        private final int dpus;

        WorkerType(String title, int cores, int dpus) {
            this.title = title;
            this.cores = cores;
            this.dpus = dpus;
        }

        String title() {
            return title;
        }
    }

    /** One worker is the driver, one at least works. */
    private static final int LEAST_WORKERS = 2;

    private static final int HOURS_PER_DAY = 24;
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double GB = 1e9;
    /** Measured by benchmarks/raw.sh: 145 MB of raw for a million events of 400 bytes. Curated is about as large. */
    private static final double LAKE_BYTES_PER_BYTE = 2 * 145.3 / 400;
    /** Seconds and memory of plan, gate and report in a night; the seconds are those of a small night. */
    private static final double LAMBDA_GB_SECONDS = 0.9 + 1.1 + 2 * 1.5;

    private static final double LOAD_SECONDS = 2.3;
    private static final int TRANSITIONS = 20;

    NightSize {
        stages = List.copyOf(stages);
    }

    static NightSize of(Volume volume, Setup setup, Prices prices) {
        return new Calculation(volume, setup, prices).night();
    }

    double dollars() {
        return stages.stream().mapToDouble(Stage::dollars).sum();
    }

    double minutes() {
        return stages.stream().mapToDouble(Stage::minutes).sum();
    }

    private record Calculation(Volume volume, Setup setup, Prices prices) {
        NightSize night() {
            StreamSize stream = StreamSize.of(volume, prices);
            List<Stage> stages = new ArrayList<>();
            stages.add(new Stage("stream", 0, 0, streamDollars(stream)));
            stages.add(ingest(stream));
            stages.add(job(JobWork.TRANSFORM));
            stages.add(job(JobWork.QUALITY));
            double functions = LAMBDA_GB_SECONDS * prices.get("lambda.gb-second")
                    + TRANSITIONS / 1_000.0 * prices.get("step-functions.thousand-transitions");
            stages.add(new Stage("functions", 0, (0.9 + 1.1 + 1.5) / 60, functions));
            double warehouseSeconds = volume.recordsPerDay() / prices.get("redshift.rows-per-second");
            double loadSeconds = LOAD_SECONDS + warehouseSeconds;
            stages.add(
                    new Stage("load", LEAST_WORKERS, withStart(loadSeconds), glueDollars(LEAST_WORKERS, loadSeconds)));
            stages.add(new Stage("warehouse", 0, 0, warehouseDollars(loadSeconds)));
            return new NightSize(stream, stages, volume.bytesPerDay() * LAKE_BYTES_PER_BYTE / GB);
        }

        private double streamDollars(StreamSize stream) {
            double shardHour = prices.get("kinesis.shard-hour");
            if (stream.retentionHours(setup.schedule()) > HOURS_PER_DAY) {
                shardHour += prices.get("kinesis.extended-retention-shard-hour");
            }
            double units = Math.ceil(volume.bytesPerRecord() / prices.get("kinesis.put-unit-bytes"));
            return stream.shards() * HOURS_PER_DAY * shardHour
                    + volume.millions() * units * prices.get("kinesis.million-put-units");
        }

        /** The read takes as long as the shards deliver, whatever the workers; hourly runs are paid all day. */
        private Stage ingest(StreamSize stream) {
            int runs = setup.schedule() == ReadSchedule.HOURLY ? HOURS_PER_DAY : 1;
            double readSeconds = stream.readMinutes(setup.schedule()) * 60;
            double coreSeconds = JobWork.INGEST.coreSeconds(volume) / runs;
            int workers = workers(coreSeconds, Math.max(readSeconds, aimSeconds() / runs));
            double seconds = JobWork.INGEST.fixedSeconds() + Math.max(readSeconds, coreSeconds / cores(workers));
            return new Stage("ingest", workers, withStart(seconds), runs * glueDollars(workers, seconds));
        }

        private Stage job(JobWork work) {
            int workers = workers(work.coreSeconds(volume), aimSeconds());
            double seconds = work.seconds(volume, cores(workers));
            return new Stage(work.stage(), workers, withStart(seconds), glueDollars(workers, seconds));
        }

        private double aimSeconds() {
            return setup.stageMinutes() * 60;
        }

        private int workers(double coreSeconds, double seconds) {
            double coresOfAWorker = setup.worker().cores * prices.get("glue.core-speed");
            return Math.max(LEAST_WORKERS, 1 + (int) Math.ceil(coreSeconds / seconds / coresOfAWorker));
        }

        private double cores(int workers) {
            return (workers - 1) * setup.worker().cores * prices.get("glue.core-speed");
        }

        private double withStart(double seconds) {
            return (prices.get("glue.start-seconds") + seconds) / 60;
        }

        private double glueDollars(int workers, double seconds) {
            double billed = Math.max(prices.get("glue.least-billed-seconds"), seconds);
            return workers * setup.worker().dpus * billed / SECONDS_PER_HOUR * prices.get(setup.execution().price);
        }

        private double warehouseDollars(double seconds) {
            double billed = Math.max(prices.get("redshift.least-billed-seconds"), seconds);
            return prices.get("redshift.rpus") * billed / SECONDS_PER_HOUR * prices.get("redshift.rpu-hour");
        }
    }
}
