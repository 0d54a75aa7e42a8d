package dev.madrugada.common.contract;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Spelling;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** The faults of a dataset's folder, apart from those of single keys, whose wording is the reader's. */
final class ContractFaults {
    private static final String ENCODING = "save it as UTF-8, with or without a byte-order mark";

    private ContractFaults() {}

    /** Begins a fault in a line of a file. */
    static Fault.Parts at(String file, long line) {
        return Fault.of(ErrorCode.InvalidContract).at(file, line);
    }

    static Fault fileMissing(URI file) {
        return Fault.of(ErrorCode.InputMissing)
                .at(file.toString())
                .what("the file is not there")
                .because("a dataset's folder needs it")
                .fix("put it there, or correct --dataset (docs/dataset.md lists the folder's files)");
    }

    static Fault utf16(String file) {
        return at(file, 1)
                .what("the file is UTF-16")
                .because("it starts with the byte-order mark of UTF-16")
                .fix(ENCODING);
    }

    static Fault notUtf8(String file, long line) {
        return at(file, line)
                .what("the line is not UTF-8")
                .because("the file was saved in another encoding")
                .fix(ENCODING);
    }

    static Fault notYaml(String file, int line, String reason) {
        return at(file, line).what("it is not YAML").because(reason).fix("correct the line or the one before it");
    }

    static Fault emptyContract(String file) {
        return at(file, 1)
                .what("the file is empty")
                .because("it holds a dataset's contract")
                .fix("write one (docs/dataset.md shows how)");
    }

    static Fault emptyCsv(String file) {
        return at(file, 1)
                .what("the file is empty")
                .because("its first line should name the fields")
                .fix("save the file as CSV, as RFC 4180 says");
    }

    static Fault wrongFieldCount(String file, CsvFile.Row row, int named) {
        return at(file, row.line())
                .what("the line has " + fields(row.values().size()))
                .because("the first line names " + fields(named))
                .fix("put a value that holds a comma into quotes, and leave a value that is missing empty");
    }

    static Fault brokenCsv(String file, long line, int longestField) {
        return at(file, line)
                .what("the line is not CSV")
                .because("a closing quote is missing or something follows it, or a value is longer than " + longestField
                        + " characters")
                .fix("double each quote inside a value that is in quotes");
    }

    static Fault strayQuote(String file, long line) {
        return at(file, line)
                .what("the line is not CSV")
                .because("a quote stands inside a value that does not begin with one")
                .fix("put the value into quotes, and double each quote inside it");
    }

    static Fault noLookupField(Lookup lookup, String field, List<String> header) {
        return at(lookup.file(), 1)
                .what("there is no field '" + field + "'")
                .because(taken(lookup))
                .fix(Spelling.meant(field, header).orElse("name one of " + String.join(", ", header)));
    }

    static Fault repeatedLookupField(Lookup lookup, String field) {
        return at(lookup.file(), 1)
                .what("field '" + field + "' is there twice")
                .because(taken(lookup))
                .fix("rename one of them");
    }

    static Fault unknownKey(String file, int line, String key, String path, Set<String> known) {
        return at(file, line)
                .what("'" + path + "' is not a key of a contract")
                .because("known here are " + String.join(", ", known))
                .fix(Spelling.meant(key, known).orElse("drop it"));
    }

    private static String taken(Lookup lookup) {
        return "the lookup '" + lookup.name() + "' of " + DatasetFolder.CONTRACT + " takes it";
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }
}
