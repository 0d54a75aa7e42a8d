package dev.madrugada.ingest.files;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of reading files. */
final class FileFaults {
    private static final int NAMED = 10;

    private FileFaults() {}

    /** A file is another one than was listed. */
    static Fault changed(String location, String uri) {
        return Fault.of(ErrorCode.SourceUnavailable)
                .at("files of " + location)
                .what(uri + " was changed or deleted while it was read")
                .because("its version or its length is not what the listing said, so its records may be a mixture")
                .fix("the night is retried and lists the files again; if it fails again, let the producer write files"
                        + " under a name that begins with _ and rename them when they are complete");
    }

    /** @param broken at least one */
    static Fault broken(String location, List<FileFinding> broken) {
        String named = broken.stream()
                .limit(NAMED)
                .map(finding -> FoundRecords.place(finding) + ": " + finding.reason())
                .collect(Collectors.joining("; "));
        return Fault.of(ErrorCode.DataContractViolation)
                .at("files of " + location)
                .what((broken.size() == 1 ? "1 file is broken: " : broken.size() + " files are broken: ")
                        + named
                        + (broken.size() > NAMED ? " and " + (broken.size() - NAMED) + " more" : ""))
                .because("source.files.broken-files is fail; nothing of these hours was published")
                .fix("put whole files in their place, or move them away, and run the night again");
    }
}
