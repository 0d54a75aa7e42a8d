package dev.madrugada.cli.run;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.time.ArrivalDay;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A dataset's source on this machine: takes the records of days from files, and lets jobs read them. */
interface LocalSource {
    /**
     * The source of a contract.
     *
     * @param clients for the local S3
     */
    static LocalSource of(Source source, StackClient stack, Supplier<AwsClients> clients, WorkFolder work) {
        if (source instanceof Source.Kinesis kinesis) {
            return new LocalStream(stack, kinesis.stream());
        }
        if (source instanceof Source.Kafka kafka) {
            return new LocalTopic(stack, kafka);
        }
        if (source instanceof Source.Files files) {
            requireS3(files);
            return new LocalFiles(files, clients, work.objects());
        }
        throw new IllegalStateException("no local source for " + source);
    }

    private static void requireS3(Source.Files files) {
        Stream.concat(Stream.of(files.location()), files.errors().stream())
                .filter(location -> !location.text().startsWith("s3:"))
                .findFirst()
                .ifPresent(location -> {
                    throw Fault.of(ErrorCode.InvalidArguments)
                            .at("source.files")
                            .what("files of " + location + " are not put there for a night on this machine")
                            .because("a run puts the day's files into the local S3 only, and never into a folder of"
                                    + " yours")
                            .fix("write a location with s3: and any bucket, which the local stack creates, and name"
                                    + " the files with --input")
                            .exception();
                });
    }

    /** Kind and name, such as {@code stream orders}. */
    String name();

    /** The service that has it. */
    String service();

    /** The name of the source among all sources of a work folder. */
    String key();

    /** A line for the console about what the source holds. */
    default String held(long count, LocalDate date) {
        return count + " records of " + date + " are in the " + name();
    }

    /** Reads a file with records of the day before it is put. */
    default InputFile read(Path file, DatasetContract contract, LocalDate date) {
        return InputFile.read(file, contract, date);
    }

    /** Makes the source exist. */
    void ensure();

    /** Removes what was put for the day. */
    void remove(ArrivalDay day);

    /** Puts the records of files, which arrive on the day; returns the number for {@link #held}. */
    long put(ArrivalDay day, List<InputFile> inputs, Arrivals arrivals, LinePayload payload);

    /** Variables by which the jobs find the source, beside those of the stack; asked after {@link #ensure}. */
    Map<String, String> environment();
}
