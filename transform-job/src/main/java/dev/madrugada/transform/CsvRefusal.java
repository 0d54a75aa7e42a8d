package dev.madrugada.transform;

import dev.madrugada.common.contract.Source;
import dev.madrugada.common.run.Refusal;

/**
 * Explains refused rows of CSV. Ingest keeps a row that does not fit its header as it is, so its payload is CSV and not
 * JSON, which says nothing to the people who correct the file.
 */
final class CsvRefusal {
    private CsvRefusal() {}

    static boolean isCsv(Source source) {
        return source instanceof Source.Files files && files.format() == Source.Files.Format.CSV;
    }

    /** Whether the payload was not read at all. */
    static boolean isUnread(Refusal refusal) {
        return switch (refusal.code()) {
            case "MalformedJson", "NotAnObject", "InvalidUtf8", "EmptyPayload", "UndecodablePayload" -> true;
            default -> false;
        };
    }

    /** The same refusal, with a detail that people who have the file understand. */
    static Refusal explained(Refusal refusal, Source source) {
        if (!isUnread(refusal) || !(source instanceof Source.Files files) || !isCsv(source)) {
            return refusal;
        }
        String names = files.csv().columns().isEmpty() ? "header" : "list source.files.csv.columns";
        return new Refusal(
                refusal.code(),
                refusal.column(),
                "the row has another number of values than the " + names
                        + ", a quote at a wrong place, or bytes that are" + " not in "
                        + files.csv().encoding(),
                refusal.count(),
                refusal.example());
    }
}
