package dev.madrugada.kinesis.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a history in the local stack's time: bursts of puts, splits and merges, with pauses between them. */
final class HistoryWriter {

    private static final int MAX_OPEN_SHARDS = 8;
    private static final int SMALL_BURST = 40;
    private static final int LARGE_BURST = 250;

    private final LocalKinesis kinesis;
    private final HistoryPlan plan;
    private final Random random;
    private final RandomPuts puts;

    /**
     * The lower limit of the skew. The upper limit exceeds the lower limit by max-out-of-orderness, so no two records
     * are out of order by more than max-out-of-orderness.
     */
    private final int skewFrom;

    private final List<StreamedRecord> records = new ArrayList<>();
    private final List<Instant> splits = new ArrayList<>();
    private final List<Instant> merges = new ArrayList<>();

    HistoryWriter(LocalKinesis kinesis, HistoryPlan plan, Random random) {
        this.kinesis = kinesis;
        this.plan = plan;
        this.random = random;
        this.puts = new RandomPuts(random);
        this.skewFrom = -maxOutOfOrdernessMillis() * random.nextInt(3) / 2;
    }

    /** Creates the stream at {@code begin} and writes its history. The caller closes the stream. */
    WrittenHistory write(String name, Instant begin) {
        kinesis.setClock(begin);
        TestStream stream = TestStream.created(name, plan.shards(), kinesis.endpoint());
        Instant now = burst(stream, begin.plus(pause()));
        for (int steps = 5 + random.nextInt(8); steps > 0; steps--) {
            now = step(stream, now.plus(pause()));
        }
        now = burst(stream, now.plus(pause()));
        if (random.nextInt(3) == 0) {
            // The split adds two open shards that never receive a record.
            stream.splitOne(random);
            splits.add(now);
        }
        return new WrittenHistory(stream, begin, now, records, splits, merges);
    }

    private Instant step(TestStream stream, Instant now) {
        int open = stream.openShards().size();
        int what = random.nextInt(7);
        if (what < 2 && open < MAX_OPEN_SHARDS) {
            kinesis.setClock(now);
            stream.splitOne(random);
            splits.add(now);
            return now;
        }
        if (what < 4 && open > 1) {
            kinesis.setClock(now);
            stream.mergeTwo(random);
            merges.add(now);
            return now;
        }
        return burst(stream, now);
    }

    private Instant burst(TestStream stream, Instant now) {
        List<TimedPut> burst = new ArrayList<>();
        Instant at = now;
        int most = random.nextInt(4) == 0 ? LARGE_BURST : SMALL_BURST;
        for (UserPut put : puts.some(1 + random.nextInt(most))) {
            burst.add(new TimedPut(put, at, at.plus(skew())));
            at = at.plusMillis(random.nextInt(500));
        }
        kinesis.setClock(at);
        records.addAll(kinesis.put(stream.name(), burst));
        return at;
    }

    private Duration skew() {
        if (!plan.skewed()) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(
                switch (random.nextInt(4)) {
                    case 0 -> skewFrom;
                    case 1 -> skewFrom + maxOutOfOrdernessMillis();
                    default -> skewFrom + random.nextInt(maxOutOfOrdernessMillis() + 1);
                });
    }

    private int maxOutOfOrdernessMillis() {
        return (int) plan.maxOutOfOrderness().toMillis();
    }

    private Duration pause() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofMinutes(10 + random.nextInt(50));
            case 1 -> Duration.ofSeconds(random.nextInt(600));
            default -> Duration.ofMillis(1 + random.nextInt(5_000));
        };
    }
}
