package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.record.RawRecord;
import dev.madrugada.transform.record.RecordPlan;
import dev.madrugada.transform.record.RecordValidator;
import dev.madrugada.transform.record.ValidatedRecord;
import dev.madrugada.transform.record.ValidatedRecord.ValidRow;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Validates the raw rows of one task and turns them into rows of {@link OutcomeRow}: the valid rows without the
 * duplicates that the task sees itself, and the refused records.
 */
final class DayTask implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
    private static final long serialVersionUID = 1L;

    private final RecordPlan plan;
    private final Precedence precedence;
    private final StructType schema;
    private final int[] curated;
    private final int columns;
    private final int arrivalDay;
    private final long startMicros;
    private final long endMicros;
    private final Kept kept;

    /** Which rows a task passes on, and where it counts. */
    private sealed interface Kept extends Serializable {
        /** Whether rows of an event day are passed on. */
        boolean has(int eventDay);

        /** The number of the arrival day's rows for which a row stands. */
        int arrived();

        /** Whether refused records are passed on. */
        boolean hasRefused();

        void add(int partition, TaskFigures figures);
    }

    /** Everything of the arrival day. */
    private record Arrived(DayFigures figures) implements Kept {
        @Override
        public boolean has(int eventDay) {
            return true;
        }

        @Override
        public int arrived() {
            return 1;
        }

        @Override
        public boolean hasRefused() {
            return true;
        }

        @Override
        public void add(int partition, TaskFigures found) {
            figures.add(Map.entry(partition, found));
        }
    }

    /** The valid rows of another arrival day that belong to certain event days. */
    private record Affected(NavigableSet<Integer> eventDays) implements Kept {
        @Override
        public boolean has(int eventDay) {
            return eventDays.contains(eventDay);
        }

        @Override
        public int arrived() {
            return 0;
        }

        @Override
        public boolean hasRefused() {
            return false;
        }

        @Override
        public void add(int partition, TaskFigures found) {
            // The other days' records were counted by their own runs.
        }
    }

    private DayTask(RecordPlan plan, DatasetContract contract, ArrivalDay day, Kept kept) {
        this.plan = plan;
        this.precedence = Precedence.of(contract);
        this.schema = OutcomeRow.schema(contract);
        this.curated = OutcomeRow.curatedPositions(contract);
        this.columns = contract.columns().size();
        this.arrivalDay = (int) day.date().toEpochDay();
        this.startMicros = micros(day.start());
        this.endMicros = micros(day.end());
        this.kept = kept;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** A task for the arrival day's own records. */
    static DayTask ofArrived(RecordPlan plan, DatasetContract contract, ArrivalDay day, DayFigures figures) {
        return new DayTask(plan, contract, day, new Arrived(figures));
    }

    /** A task for the records of another arrival day. */
    static DayTask ofOther(RecordPlan plan, DatasetContract contract, ArrivalDay day, NavigableSet<Integer> eventDays) {
        return new DayTask(plan, contract, day, new Affected(new TreeSet<>(eventDays)));
    }

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> raw) {
        return new Outcomes(raw);
    }

    /** The rows of one task. */
    private final class Outcomes implements Iterator<InternalRow> {
        private final Iterator<InternalRow> raw;
        private final RecordValidator validator = plan.validator();
        private final UnsafeProjection projection = projection();
        /** Of its own, because the row that {@link #next} returned is valid until the next call of next. */
        private final UnsafeProjection heldProjection = projection();

        private final GenericInternalRow noValues = new GenericInternalRow(columns);
        private final UnsafeProjection quarantined = UnsafeProjection.create(Quarantined.schema());
        private final DuplicateCache cache = new DuplicateCache(this::encoded);
        private final SortableBytes buffer = new SortableBytes();
        private final Queue<InternalRow> ready = new ArrayDeque<>();
        private final NavigableSet<Integer> eventDays = new TreeSet<>();
        private final int partition = TaskContext.getPartitionId();
        private long accepted;
        private long refused;
        private long rows;
        private int removed;

        Outcomes(Iterator<InternalRow> raw) {
            this.raw = raw;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && raw.hasNext()) {
                add(new RawRecord(raw.next(), arrivalDay));
            }
            while (ready.isEmpty() && removed < cache.slots()) {
                pass(cache.removed(removed++));
                if (removed == cache.slots()) {
                    kept.add(partition, new TaskFigures(accepted, refused, rows, eventDays, validator.seen()));
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public InternalRow next() {
            InternalRow row = ready.remove();
            return row instanceof UnsafeRow ? row : projection.apply(row);
        }

        /** Records of the neighbouring days are skipped: a day may begin or end within an hour of raw. */
        private void add(RawRecord record) {
            long arrived = record.arrivedMicros();
            if (arrived < startMicros || arrived >= endMicros) {
                return;
            }
            ValidatedRecord validated = validator.validated(record);
            if (validated.isValid()) {
                accepted++;
                validated.rows().forEach(row -> addValid(record, row));
            } else {
                refused++;
                if (kept.hasRefused()) {
                    ready.add(refused(record, validated));
                }
            }
        }

        private void addValid(RawRecord record, ValidRow row) {
            int day = java.util.Objects.requireNonNull(row.eventDay(), "a valid row has an event day");
            rows++;
            if (!kept.has(day)) {
                return;
            }
            if (eventDays.isEmpty() || eventDays.last() != day) {
                eventDays.add(day);
            }
            byte[] key = precedence.key(record, row, buffer);
            Candidate candidate = new Candidate(
                    hash(day, key), day, key, precedence.precedence(record, row, buffer), row.values(), kept.arrived());
            pass(cache.displacedBy(candidate));
        }

        private void pass(@Nullable Candidate candidate) {
            if (candidate != null) {
                ready.add(row(candidate));
            }
        }

        private UnsafeRow encoded(Candidate candidate) {
            return heldProjection.apply(row(candidate));
        }

        private InternalRow row(Candidate candidate) {
            if (candidate.row() instanceof UnsafeRow encoded) {
                encoded.setLong(curated.length + 4, candidate.arrived());
                return encoded;
            }
            GenericInternalRow own = new GenericInternalRow(schema.size() - curated.length);
            own.update(0, candidate.hash());
            own.update(1, candidate.day());
            own.update(2, candidate.key());
            own.update(3, candidate.precedence());
            own.update(4, candidate.arrived());
            return new JoinedRow(candidate.row(), own);
        }

        /** The refused records of a task stay together, in the order of their arrival. */
        private InternalRow refused(RawRecord record, ValidatedRecord validated) {
            GenericInternalRow refusal =
                    new GenericInternalRow(Quarantined.schema().size());
            int rawColumns = RawSchema.schema().size();
            for (int i = 0; i < rawColumns; i++) {
                refusal.update(
                        i, record.row().get(i, Quarantined.schema().fields()[i].dataType()));
            }
            refusal.update(rawColumns, Reason.array(validated.reasons()));
            Precedence.addCoordinates(record, buffer);
            GenericInternalRow own = new GenericInternalRow(schema.size() - curated.length);
            own.update(0, hash(partition, new byte[0]));
            own.update(2, buffer.taken());
            own.update(3, new byte[0]);
            own.update(4, 0L);
            own.update(5, quarantined.apply(refusal).copy().getBytes());
            return new JoinedRow(noValues, own);
        }
    }

    /** From all columns of the contract and the row's own columns, joined, to a row of {@link OutcomeRow}. */
    private UnsafeProjection projection() {
        List<Expression> outcome = new ArrayList<>();
        StructField[] fields = schema.fields();
        for (int i = 0; i < fields.length; i++) {
            int from = i < curated.length ? curated[i] : columns + i - curated.length;
            outcome.add(new BoundReference(from, fields[i].dataType(), fields[i].nullable()));
        }
        return UnsafeProjection.create(JavaConverters.asScalaBuffer(outcome).toList());
    }

    private static long hash(int seed, byte[] bytes) {
        return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, seed);
    }
}
