package dev.madrugada.cli.quarantine;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;

/** The faults of the quarantine command. */
final class QuarantineFaults {
    private QuarantineFaults() {}

    static Fault notPublished(URI lake, String dataset, LocalDate from, LocalDate last) {
        return Fault.of(ErrorCode.InputMissing)
                .at(lake + "quarantine/" + dataset)
                .what("nothing is published for " + from + (last.equals(from) ? "" : " to " + last))
                .because("transform has not run for these days, or wrote to another lake")
                .fix("correct --lake, --dataset, --from and --to, or run the night");
    }

    static Fault unknownSequenceNumber(String sequenceNumber) {
        return Fault.of(ErrorCode.InputMissing)
                .at("--show " + sequenceNumber)
                .what("no refused record of these days has this sequence number")
                .because("it is of another day, or was not refused")
                .fix("take one that --list prints");
    }

    static Fault exportExists(Path file) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--export " + file)
                .what("the file is there already")
                .because("an export is never written over another")
                .fix("name another file, or remove this one");
    }
}
