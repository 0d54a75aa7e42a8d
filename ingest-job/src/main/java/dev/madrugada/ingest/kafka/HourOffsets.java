package dev.madrugada.ingest.kafka;

import java.util.ArrayList;
import java.util.List;

/**
 * The offsets at which the hours of a span begin and end in one partition.
 *
 * @param edges one more than hours: hour {@code i} is from {@code edges[i]}, inclusive, to {@code edges[i + 1]},
 *     exclusive; offsets need not be dense
 * @param proof whether the log proves that no record of the span was deleted
 */
record HourOffsets(int partition, List<Long> edges, Proof proof) {
    /** The value of an edge that no published hour has fixed. */
    static final long OPEN = -1;

    /** What the log says about records that were deleted. */
    enum Proof {
        /** The offset at which the span begins, or a record before the span, is still there. */
        COMPLETE,
        /** Records were deleted, the span has none in this partition, and none from before the span is left. */
        UNKNOWN,
        /** Records were deleted behind the offset at which the span begins, or perhaps behind its start. */
        TRIMMED,
        /** The log ends before the offset at which a published hour ended. */
        TRUNCATED
    }

    HourOffsets {
        edges = List.copyOf(edges);
    }

    /**
     * Cuts a partition's log.
     *
     * @param log asked for the start of the first hour and the end of each hour, in order
     * @param fixed as {@link #edges}: the offsets that published hours fix, {@link #OPEN} for the others. A published
     *     hour must be read again with the offsets that it had, although the log may now have other records from that
     *     time on: the hour after it was read from there.
     */
    static HourOffsets of(PartitionLog log, List<Long> fixed) {
        List<Long> edges = new ArrayList<>();
        long edge = fixed.get(0) == OPEN ? log.firstFrom(0) : fixed.get(0);
        edges.add(edge);
        for (int hour = 1; hour < fixed.size(); hour++) {
            long end = fixed.get(hour) == OPEN ? log.firstFrom(hour) : fixed.get(hour);
            edge = Math.max(edge, Math.min(end, nextFixed(fixed, hour)));
            edges.add(edge);
        }
        return new HourOffsets(log.partition(), edges, proof(log, fixed.get(0), edges));
    }

    private static long nextFixed(List<Long> fixed, int from) {
        return fixed.subList(from, fixed.size()).stream()
                .filter(edge -> edge != OPEN)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static Proof proof(PartitionLog log, long begin, List<Long> edges) {
        long first = edges.get(0);
        boolean isEmpty = first == edges.get(edges.size() - 1);
        if (edges.get(edges.size() - 1) > log.end()) {
            return Proof.TRUNCATED;
        }
        if (begin != OPEN) {
            return first >= log.beginning() || isEmpty ? Proof.COMPLETE : Proof.TRIMMED;
        }
        if (log.beginning() == 0 || first > log.beginning()) {
            return Proof.COMPLETE;
        }
        return isEmpty ? Proof.UNKNOWN : Proof.TRIMMED;
    }

    long begin(int hour) {
        return edges.get(hour);
    }

    long end(int hour) {
        return edges.get(hour + 1);
    }

    long begin() {
        return edges.get(0);
    }

    long end() {
        return edges.get(edges.size() - 1);
    }

    boolean isEmpty() {
        return begin() == end();
    }
}
