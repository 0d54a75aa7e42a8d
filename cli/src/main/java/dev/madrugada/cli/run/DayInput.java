package dev.madrugada.cli.run;

import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.time.ArrivalDay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a day's records into the source, once, and refuses to mix them with others.
 *
 * @param forgetRaw removes what the lake has of the day's raw records; may be called again
 */
record DayInput(LocalSource source, WorkFolder work, NightOptions options, Runnable forgetRaw) {
    /**
     * The records of the day in the source.
     *
     * @param bytes size of their files, as far as these are still there
     */
    record Held(long records, long bytes) {}

    /**
     * Makes the source hold the records that were asked for. A call that is killed at any moment leaves a state from
     * which the next call reaches the same result.
     */
    Held put(DatasetContract contract) {
        Path kept = DayRecords.file(work, source.key(), options.date());
        Optional<DayRecords> before = DayRecords.read(kept);
        source.ensure();
        Arrivals mode = options.arrivals().orElse(earlierMode(before));
        if (before.filter(there -> there.complete()
                                && there.given()
                                && there.arrivals().equals(mode.name()))
                        .isPresent()
                && !options.areGiven()
                && !options.replacesInput()) {
            return new Held(before.get().records(), before.get().bytes());
        }
        Optional<List<Path>> earlier = earlierFiles(before);
        List<InputFile> inputs = read(earlier.orElseGet(this::givenFiles), contract);
        DayRecords asked = DayRecords.begun(inputs, mode, options.areGiven() || earlier.isPresent());
        boolean replaces = before.isPresent() && options.replacesInput();
        if (!replaces && before.isPresent() && !before.get().areThoseOf(asked)) {
            throw before.get().refusalOf(asked, options.date(), source.name());
        }
        if (replaces) {
            // Ingest would refuse to replace a published day by one with fewer records.
            forgetRaw.run();
        }
        ArrivalDay day = new ArrivalDay(options.date(), contract.eventTime().zone());
        asked.write(kept);
        if (replaces || before.filter(there -> !there.complete()).isPresent()) {
            source.remove(day);
        }
        long records = source.put(day, inputs, mode, LinePayload.of(contract));
        asked.completed(records).write(kept);
        return new Held(records, asked.bytes());
    }

    /** Without {@code --arrivals}, a day keeps the arrival times that it has, unless it is replaced. */
    private Arrivals earlierMode(Optional<DayRecords> before) {
        return before.filter(there -> !options.replacesInput())
                .map(there -> Arrivals.valueOf(there.arrivals()))
                .orElse(Arrivals.EVENT_TIME);
    }

    /** Files with equal content are one file: the source holds the records of a content once. */
    private List<InputFile> read(List<Path> files, DatasetContract contract) {
        Map<String, InputFile> byContent = new LinkedHashMap<>();
        for (Path file : files) {
            InputFile input = source.read(file, contract, options.date());
            byContent.putIfAbsent(input.sha256(), input);
        }
        return List.copyOf(byContent.values());
    }

    /** The files that an earlier run was given, if this one is not given any and they are still there. */
    private Optional<List<Path>> earlierFiles(Optional<DayRecords> before) {
        return before.filter(there -> there.given() && !options.areGiven())
                .map(there ->
                        there.files().stream().map(file -> Path.of(file.path())).toList())
                .filter(files -> files.stream().allMatch(Files::isRegularFile));
    }

    /** The files that {@code --input} names, or the dataset's sample. */
    private List<Path> givenFiles() {
        for (Path file : options.inputs()) {
            if (!Files.isRegularFile(file)) {
                throw Fault.of(ErrorCode.InvalidArguments)
                        .at("--date " + options.date())
                        .what("there is no " + file.getFileName() + " in the dataset's sample folder")
                        .because("without --input a day's records are read from there")
                        .fix("name the day's records with --input")
                        .exception();
            }
        }
        return options.inputs();
    }
}
