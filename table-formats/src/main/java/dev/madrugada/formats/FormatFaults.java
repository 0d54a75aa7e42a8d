package dev.madrugada.formats;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;

/** The faults of commits to Delta and Iceberg tables. */
final class FormatFaults {
    private FormatFaults() {}

    /** Another commit took the place of this one. */
    static Fault lostRace(FormatTable table, String format, String version) {
        return Fault.of(ErrorCode.PublicationConflict)
                .at(table.table() + " as " + format)
                .what("another commit came first, at " + version)
                .because("two runs or tools that write this table were under way at once")
                .fix("run the night again: it starts from the table's new version");
    }

    /** The catalog's table lies elsewhere. */
    static Fault otherLake(FormatTable table, URI metadata) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(table.table() + " as Iceberg")
                .what("the catalog's table has its metadata at " + metadata + ", and this lake's table is at "
                        + table.root())
                .because("Iceberg's metadata has absolute paths, so a copied lake is not the catalog's table yet")
                .fix("if the nights go on in this lake, run scripts/madrugada register; else name another"
                        + " catalog.database in the copy's contract");
    }

    static Fault columnChanged(FormatTable table, String format, String column, String before, String now) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(table.table() + " as " + format)
                .what("column " + column + " is " + before + " in the table and " + now + " in the contract")
                .because(format + " cannot change it in place")
                .fix("give the column its old name and type and the new one another name, or write a new dataset");
    }

    static Fault logIncomplete(URI log, long missing) {
        return Fault.of(ErrorCode.InputMissing)
                .at(log.toString())
                .what("the entry of version " + missing + " does not exist")
                .because("something other than a night deleted it; nights switch off the log's cleanup")
                .fix("restore the entry from the bucket's versions, or delete the whole folder: the next night writes"
                        + " the table anew from what is published");
    }

    static Fault unknownProtocol(URI log, int reader, int writer) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(log.toString())
                .what("the table asks for reader version " + reader + " and writer version " + writer)
                .because("another tool switched on features of the table; this release writes reader 1 and writer 2")
                .fix("delete the folder: the next night writes the table anew from what is published");
    }

    static Fault unreadable(URI file, String why) {
        return Fault.of(ErrorCode.InputMissing)
                .at(file.toString())
                .what("it cannot be read as a part of the table's metadata")
                .because(why)
                .fix("restore it from the bucket's versions, or remove the table's metadata: the next night writes it"
                        + " anew from what is published");
    }
}
