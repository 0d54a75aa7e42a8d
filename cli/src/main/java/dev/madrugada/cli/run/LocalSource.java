package dev.madrugada.cli.run;

import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.time.ArrivalDay;
import java.util.List;
import java.util.Map;

/** A dataset's source on this machine: takes the records of days from files, and lets jobs read them. */
interface LocalSource {
    /** The source of a contract. */
    static LocalSource of(Source source, StackClient stack) {
        if (source instanceof Source.Kinesis kinesis) {
            return new LocalStream(stack, kinesis.stream());
        }
        if (source instanceof Source.Kafka kafka) {
            return new LocalTopic(stack, kafka);
        }
        throw Fault.of(ErrorCode.InvalidArguments)
                .at("source.files")
                .what("nights of a dataset of files do not run on this machine")
                .because("the local stack takes records for a stream or a topic only")
                .fix("run its tests, or its nights on AWS")
                .exception();
    }

    /** Kind and name, such as {@code stream orders}. */
    String name();

    /** The service that has it. */
    String service();

    /** The name of the source among all sources of a work folder. */
    String key();

    /** Makes the source exist. */
    void ensure();

    /** Removes what was put for the day. */
    void remove(ArrivalDay day);

    /** Puts the lines of files as records that arrive on the day; returns their number. */
    long put(ArrivalDay day, List<InputFile> inputs, Arrivals arrivals, LinePayload payload);

    /** Variables by which the jobs find the source, beside those of the stack; asked after {@link #ensure}. */
    Map<String, String> environment();
}
