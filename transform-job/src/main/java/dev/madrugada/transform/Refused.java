package dev.madrugada.transform;

import dev.madrugada.common.contract.Source;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.transform.outcome.RefusalKinds;
import dev.madrugada.transform.outcome.RefusalKinds.CodeAndColumn;
import dev.madrugada.transform.outcome.RefusalKinds.First;
import dev.madrugada.transform.outcome.RefusalKinds.Kind;
import dev.madrugada.transform.parse.ReasonCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why records of the arrival day were refused. Reasons count as one kind if code, column and detail are equal, figures
 * in the detail apart. The number of kinds is bounded, whatever the payloads hold.
 *
 * @param refusals the kinds, most records first; details beyond {@link #DETAILS_OF_A_COLUMN} of one code and column are
 *     summed (but not checks), and so are kinds beyond {@link #MOST_KINDS}, under the code {@link #OTHER}
 * @param recordsByCode records with at least one reason of a code; a record with two codes counts for both
 */
record Refused(List<Refusal> refusals, Map<String, Long> recordsByCode) {
    /** The code of the last refusal if kinds were left out. */
    static final String OTHER = "Other";

    static final int MOST_KINDS = 50;
    static final int DETAILS_OF_A_COLUMN = 5;

    Refused {
        refusals = List.copyOf(refusals);
        recordsByCode = Collections.unmodifiableMap(new TreeMap<>(recordsByCode));
    }

    /** The refusals of all tasks. */
    static Refused of(RefusalKinds kinds) {
        List<Refusal> refusals = new ArrayList<>();
        kinds.kinds().forEach((of, known) -> refusals.addAll(refusals(of, known.values(), kinds.ofFurtherKinds(of))));
        refusals.sort(Comparator.comparingLong(Refusal::count)
                .reversed()
                .thenComparing(Refusal::code)
                .thenComparing(Refusal::column, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Refusal::detail));
        return new Refused(bounded(refusals), kinds.recordsByCode());
    }

    /** The same refusals, each with what it means for the source's files. */
    Refused explainedFor(Source source) {
        return new Refused(
                refusals.stream()
                        .map(refusal -> CsvRefusal.explained(refusal, source))
                        .toList(),
                recordsByCode);
    }

    private static List<Refusal> refusals(CodeAndColumn of, Collection<Kind> kinds, long ofFurtherKinds) {
        List<Kind> sorted = new ArrayList<>(kinds);
        sorted.sort(Comparator.comparingLong(Kind::reasons).reversed().thenComparing(Kind::first, First.ORDER));
        // A contract has few checks, and each is a kind of its own.
        int own = of.code().equals(ReasonCode.CheckFailed.name())
                ? sorted.size()
                : Math.min(DETAILS_OF_A_COLUMN, sorted.size());
        List<Refusal> refusals = new ArrayList<>();
        sorted.stream()
                .limit(DETAILS_OF_A_COLUMN)
                .map(kind -> refusal(of, kind))
                .forEach(refusals::add);
        List<Kind> further = sorted.subList(own, sorted.size());
        if (!further.isEmpty() || ofFurtherKinds > 0) {
            long reasons = further.stream().mapToLong(Kind::reasons).sum() + ofFurtherKinds;
            String others = (ofFurtherKinds > 0 ? "more than " : "") + further.size() + " other details";
            refusals.add(new Refusal(of.code(), of.column(), others, reasons, null));
        }
        return refusals;
    }

    private static Refusal refusal(CodeAndColumn of, Kind kind) {
        First first = kind.first();
        return new Refusal(
                of.code(),
                of.column(),
                first.detail(),
                kind.reasons(),
                new Refusal.Example(
                        first.example(),
                        String.valueOf(first.stream()),
                        String.valueOf(first.shardId()),
                        String.valueOf(first.sequenceNumber()),
                        first.subSequenceNumber()));
    }

    private static List<Refusal> bounded(List<Refusal> sorted) {
        if (sorted.size() <= MOST_KINDS) {
            return sorted;
        }
        List<Refusal> further = sorted.subList(MOST_KINDS - 1, sorted.size());
        List<Refusal> bounded = new ArrayList<>(sorted.subList(0, MOST_KINDS - 1));
        long reasons = further.stream().mapToLong(Refusal::count).sum();
        bounded.add(new Refusal(OTHER, null, further.size() + " other kinds of reasons", reasons, null));
        return bounded;
    }
}
