package dev.madrugada.cli.pack;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of {@code licenses/THIRD-PARTY.txt}.
 *
 * @param byLibrary an SPDX expression by {@code group:name}, or by {@code group:*} for all libraries of a group
 */
record BundledLicences(Map<String, String> byLibrary) {
    private static final Pattern LINE = Pattern.compile("([\\w.-]+:[\\w.*-]+) {2,}(\\S+(?: \\S+)*?)(?: {2,}.*)?");

    BundledLicences {
        byLibrary = Map.copyOf(byLibrary);
    }

    static BundledLicences of(Path table) throws IOException {
        Map<String, String> licences = new HashMap<>();
        for (String line : Files.readAllLines(table)) {
            Matcher columns = LINE.matcher(line);
            if (columns.matches()) {
                licences.put(columns.group(1), columns.group(2).replace(", in part ", " AND "));
            }
        }
        return new BundledLicences(licences);
    }

    /** The SPDX expression of a library's licence. */
    String of(BundledLibrary library) {
        return Optional.ofNullable(byLibrary.get(library.group() + ":" + library.name()))
                .or(() -> Optional.ofNullable(byLibrary.get(library.group() + ":*")))
                .orElseThrow(() -> Fault.of(ErrorCode.InternalError)
                        .at("licenses/THIRD-PARTY.txt")
                        .what("it has no line for " + library.group() + ":" + library.name())
                        .because("a JAR bundles this library")
                        .fix("add its licence, and its text if it is not there yet")
                        .exception());
    }
}
