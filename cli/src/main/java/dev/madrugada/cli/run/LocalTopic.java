package dev.madrugada.cli.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.time.ArrivalDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A topic of the local broker, which the stack starts for it. The records of a day are put at once, in the order of their
 * times, so they have to fit into memory.
 */
record LocalTopic(StackClient stack, Source.Kafka source) implements LocalSource {
    /** Read by {@code dev.madrugada.ingest.kafka.LocalBroker}. */
    private static final String BOOTSTRAP = "MADRUGADA_KAFKA_BOOTSTRAP";

    private static final byte[] LINE_END = {'\n'};

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Timed(long millis, byte[] line) {}

    @Override
    public String name() {
        return "topic " + source.topic();
    }

    @Override
    public String service() {
        return "Kafka";
    }

    @Override
    public String key() {
        return "topic " + source.topic();
    }

    /** The topic is created when it is filled. */
    @Override
    public void ensure() {
        stack.broker();
    }

    /** Putting a day's records again removes the earlier ones, with the whole topic. */
    @Override
    public void remove(ArrivalDay day) {}

    @Override
    public long put(ArrivalDay day, List<InputFile> inputs, Arrivals arrivals, LinePayload payload) {
        List<Timed> records = new ArrayList<>();
        for (InputFile input : inputs) {
            List<byte[]> lines = input.lines();
            for (int i = 0; i < lines.size(); i++) {
                long millis = arrivals == Arrivals.SPREAD
                        ? spread(day, i, lines.size())
                        : input.arrivals().millis()[i];
                records.add(new Timed(millis, lines.get(i)));
            }
        }
        records.sort(Comparator.comparingLong(Timed::millis));
        String timestamps = source.timestamps() == Source.Kafka.Timestamps.CREATE ? "create" : "log-append";
        return stack.fillTopic(
                source.topic(),
                "from=" + day.start() + "&timestamp=" + timestamps + "&payload=" + payload.parameter(),
                () -> records.stream()
                        .flatMap(record ->
                                Stream.of((record.millis() + " ").getBytes(US_ASCII), record.line(), LINE_END))
                        .iterator());
    }

    private static long spread(ArrivalDay day, int line, int lines) {
        return day.start().toEpochMilli()
                + line * Duration.between(day.start(), day.end()).toMillis() / lines;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(BOOTSTRAP, stack.broker());
    }
}
