package dev.madrugada.transform.outcome;

import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.parse.Reason;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.jspecify.annotations.Nullable;

/**
 * Counts why records were refused, by kind: reasons are of one kind if code, column and detail are equal, figures in the
 * detail apart. A task keeps at most {@link #MOST_KINDS} kinds; records of further kinds count for their code and column
 * only. Counts of tasks are merged in any order. Not thread-safe.
 */
public final class RefusalKinds implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The kinds that a task keeps, whatever the payloads contain. */
    static final int MOST_KINDS = 1000;

    /** Figures that stand alone: not those of a type such as varchar(20), nor those in a name. */
    private static final Pattern FIGURE = Pattern.compile("(?<![\\w(,'])\\d+(?![\\w)'])");

    private final Map<CodeAndColumn, Map<String, Kind>> kinds = new HashMap<>();
    private final Map<CodeAndColumn, Long> ofFurtherKinds = new HashMap<>();
    private final Map<String, Long> recordsByCode = new TreeMap<>();
    private int size;

    /**
     * What a reason is about.
     *
     * @param column null if the reason concerns the whole record
     */
    public record CodeAndColumn(String code, @Nullable String column) implements Serializable {}

    /** A kind's number of reasons, and the reason of the record with the smallest coordinates. */
    public record Kind(long reasons, First first) implements Serializable {
        Kind and(Kind other) {
            return new Kind(
                    reasons + other.reasons, First.ORDER.compare(first, other.first) <= 0 ? first : other.first);
        }
    }

    /** A reason, and the coordinates of its record. */
    public record First(
            @Nullable String stream,
            @Nullable String shardId,
            @Nullable String sequenceNumber,
            long subSequenceNumber,
            String detail,
            @Nullable String example)
            implements Serializable {
        private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

        /**
         * Sequence numbers are decimal texts of any length; sorting by length and then by text gives their numeric
         * order.
         */
        public static final Comparator<First> ORDER = Comparator.comparing(First::stream, TEXT)
                .thenComparing(First::shardId, TEXT)
                .thenComparingInt(first -> first.sequenceNumber == null ? -1 : first.sequenceNumber.length())
                .thenComparing(First::sequenceNumber, TEXT)
                .thenComparingLong(First::subSequenceNumber)
                .thenComparing(First::detail)
                .thenComparing(First::example, TEXT);
    }

    /** Adds the reasons of a row of {@link Quarantined#schema}. */
    public void add(InternalRow refused) {
        ArrayData reasons = refused.getArray(RawSchema.schema().size());
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < reasons.numElements(); i++) {
            InternalRow reason = reasons.getStruct(i, Reason.schema().size());
            String code = String.valueOf(text(reason, 0));
            if (codes.add(code)) {
                recordsByCode.merge(code, 1L, Long::sum);
            }
            String detail = String.valueOf(text(reason, 2));
            First first = new First(
                    text(refused, 0), text(refused, 1), text(refused, 2), refused.getLong(3), detail, text(reason, 3));
            add(new CodeAndColumn(code, text(reason, 1)), FIGURE.matcher(detail).replaceAll("N"), new Kind(1, first));
        }
    }

    private static @Nullable String text(InternalRow row, int at) {
        return row.isNullAt(at) ? null : row.getUTF8String(at).toString();
    }

    private void add(CodeAndColumn of, String detail, Kind kind) {
        Map<String, Kind> known = kinds.computeIfAbsent(of, any -> new HashMap<>());
        Kind before = known.get(detail);
        if (before != null) {
            known.put(detail, before.and(kind));
        } else if (size < MOST_KINDS) {
            size++;
            known.put(detail, kind);
        } else {
            ofFurtherKinds.merge(of, kind.reasons(), Long::sum);
        }
    }

    /** Adds the counts of another task. */
    public void addAll(RefusalKinds other) {
        other.kinds.forEach((of, known) -> known.forEach((detail, kind) -> add(of, detail, kind)));
        other.ofFurtherKinds.forEach((of, reasons) -> ofFurtherKinds.merge(of, reasons, Long::sum));
        other.recordsByCode.forEach((code, records) -> recordsByCode.merge(code, records, Long::sum));
    }

    /** The kinds of each code and column, by their detail with {@code N} for figures. */
    public Map<CodeAndColumn, Map<String, Kind>> kinds() {
        return kinds;
    }

    /** The number of reasons of a code and column whose kinds were not kept. */
    public long ofFurtherKinds(CodeAndColumn of) {
        return ofFurtherKinds.getOrDefault(of, 0L);
    }

    /** Records with at least one reason of a code. */
    public Map<String, Long> recordsByCode() {
        return recordsByCode;
    }
}
