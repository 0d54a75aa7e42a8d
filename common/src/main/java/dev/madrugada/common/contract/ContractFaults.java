package dev.madrugada.common.contract;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.text.Spelling;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** The faults of a dataset's folder, except the faults of single keys, which the contract's reader creates. */
final class ContractFaults {
    private static final String ENCODING = "save it as UTF-8, with or without a byte-order mark";

    private ContractFaults() {}

    /** Starts a fault at a line of a file. */
    static Fault.Parts at(String file, long line) {
        return Fault.of(ErrorCode.InvalidContract).at(file, line);
    }

    static Fault fileMissing(URI file) {
        return Fault.of(ErrorCode.InputMissing)
                .at(file.toString())
                .what("the file does not exist")
                .because("a dataset's folder must contain it")
                .fix("add the file, or correct --dataset (docs/dataset.md lists the folder's files)");
    }

    static Fault publishedFileMissing(URI file) {
        return Fault.of(ErrorCode.InputMissing)
                .at(file.toString())
                .what("the file does not exist")
                .because("the published folder is incomplete, or was deleted")
                .fix(
                        "publish the dataset again (scripts/madrugada dataset publish), or move its pointer to a folder that"
                                + " is complete (scripts/madrugada dataset rollback)");
    }

    static Fault changedAfterPublication(URI folder, Digest now) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(folder.toString())
                .what("its files have the digest " + now + ", which is not the folder's name")
                .because("a file was changed after the folder was published, and stages of one night could read"
                        + " different contracts")
                .fix("delete the folder and publish the dataset again (scripts/madrugada dataset publish)");
    }

    static Fault unreadablePointer(URI pointer, String reason) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(pointer.toString())
                .what("it does not name the dataset's current folder")
                .because(reason)
                .fix("delete it and publish the dataset again (scripts/madrugada dataset publish)");
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
                .because("it must contain a dataset's contract")
                .fix("write one (docs/dataset.md shows how)");
    }

    static Fault emptyCsv(String file) {
        return at(file, 1)
                .what("the file is empty")
                .because("its first line must contain the field names")
                .fix("save the file as CSV in RFC 4180 format");
    }

    static Fault wrongFieldCount(String file, CsvFile.Row row, int named) {
        return at(file, row.line())
                .what("the line has " + fields(row.values().size()))
                .because("the first line has " + fields(named))
                .fix("put a value that contains a comma into quotes, and leave a missing value empty");
    }

    static Fault brokenCsv(String file, long line, int longestField) {
        return at(file, line)
                .what("the line is not CSV")
                .because("a closing quote is missing or something follows it, or a value is longer than " + longestField
                        + " characters")
                .fix("double each quote inside a quoted value");
    }

    static Fault strayQuote(String file, long line) {
        return at(file, line)
                .what("the line is not CSV")
                .because("a quote is inside a value that does not begin with a quote")
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
                .what("field '" + field + "' occurs more than once")
                .because(taken(lookup))
                .fix("rename one of them");
    }

    static Fault unknownKey(String file, int line, String key, String path, Set<String> known) {
        return at(file, line)
                .what("'" + path + "' is not a key of a contract")
                .because("the keys here are " + String.join(", ", known))
                .fix(Spelling.meant(key, known).orElse("remove it"));
    }

    private static String taken(Lookup lookup) {
        return "the lookup '" + lookup.name() + "' of " + DatasetFolder.CONTRACT + " reads it";
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }
}
