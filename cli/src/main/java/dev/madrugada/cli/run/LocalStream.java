package dev.madrugada.cli.run;

import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.common.time.ArrivalDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stream of the local Kinesis. */
record LocalStream(StackClient stack, String stream) implements LocalSource {
    @Override
    public String name() {
        return "stream " + stream;
    }

    @Override
    public String service() {
        return "Kinesis";
    }

    @Override
    public String key() {
        return stream;
    }

    @Override
    public void ensure() {
        stack.ensureStream(stream);
    }

    @Override
    public void remove(ArrivalDay day) {
        stack.removeRecords(stream, day.date());
    }

    @Override
    public long put(ArrivalDay day, List<InputFile> inputs, Arrivals arrivals, LinePayload payload) {
        long records = 0;
        for (InputFile input : inputs) {
            Optional<ArrivalTimes> times =
                    arrivals == Arrivals.SPREAD ? Optional.empty() : Optional.of(input.arrivals());
            records += stack.preload(stream, day, input.file(), payload, times);
        }
        return records;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }
}
