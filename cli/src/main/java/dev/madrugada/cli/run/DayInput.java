package dev.madrugada.cli.run;

import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts a day's records into the stream, once, and refuses to mix them with others. */
record DayInput(StackClient stack, WorkFolder work, NightOptions options) {
    /** Makes the stream hold the records that were asked for, and returns how many there are. */
    long put(DatasetContract contract, String stream) {
        Path kept = DayRecords.file(work, stream, options.date());
        Optional<DayRecords> before = DayRecords.read(kept);
        stack.ensureStream(stream);
        if (before.filter(there -> there.complete() && there.given()).isPresent() && !options.areGiven()) {
            return before.get().records();
        }
        List<InputFile> inputs = files(before).stream()
                .map(file -> InputFile.read(file, contract, options.date()))
                .toList();
        DayRecords asked = DayRecords.begun(inputs, options);
        if (before.isPresent() && !before.get().areThoseOf(asked)) {
            if (!options.replacesInput()) {
                throw before.get().refusalOf(asked, options.date(), stream);
            }
            stack.removeRecords(stream, options.date());
        }
        asked.write(kept);
        long records = 0;
        for (InputFile input : inputs) {
            Optional<ArrivalTimes> arrivals =
                    options.arrivals() == Arrivals.SPREAD ? Optional.empty() : Optional.of(input.arrivals());
            records += stack.preload(stream, options.date(), input.file(), arrivals);
        }
        asked.completed(records).write(kept);
        return records;
    }

    /** The files that {@code --input} names; else those that a killed run began to put; else the dataset's sample. */
    private List<Path> files(Optional<DayRecords> before) {
        if (!options.areGiven()) {
            Optional<List<Path>> begun = before.filter(DayRecords::given)
                    .map(there -> there.files().stream()
                            .map(file -> Path.of(file.path()))
                            .toList());
            if (begun.filter(files -> files.stream().allMatch(Files::isRegularFile))
                    .isPresent()) {
                return begun.get();
            }
        }
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
