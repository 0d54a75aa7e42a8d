package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.transform.outcome.Quarantined;
import dev.madrugada.transform.outcome.RefusalKinds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class RefusedTest {
    private static final long SEED = Long.getLong("madrugada.seed", new Random().nextLong());
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");
    private static final String AT = "2001-01-01T12:00:00Z";

    @Test
    void figuresInADetailMakeNoKindOfTheirOwnAndTheExampleHasTheSmallestSequenceNumber(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (int number = 8; number < 30; number++) {
            rows.add(RawDays.raw(String.valueOf(number), AT, event("\"label\":\"" + "x".repeat(number + 1) + "\"")));
        }
        Collections.shuffle(rows, new Random(SEED));
        Refused refused = counted(spark, rows);
        assertThat(refused.refusals())
                .as("seed %d", SEED)
                .containsExactly(new Refusal(
                        "TooLong",
                        "label",
                        "9 bytes of UTF-8 do not fit into varchar(8)",
                        22,
                        new Refusal.Example("aaaaaaaaa", "events", "shardId-000000000000", "8", 0)));
    }

    @Test
    void aRecordWithTwoReasonsOfOneCodeCountsOnceForTheCodeAndForEachColumn(SparkSession spark) {
        Refused refused = counted(
                spark,
                List.of(
                        RawDays.raw("1", AT, "{}"),
                        RawDays.raw("2", AT, "{\"id\":2}"),
                        RawDays.raw("3", AT, event("\"label\":\"fits\""))));
        assertThat(refused.recordsByCode()).isEqualTo(Map.of("MissingRequired", 2L));
        assertThat(refused.refusals())
                .extracting(Refusal::column, Refusal::count)
                .containsExactly(tuple("happened_at", 2L), tuple("id", 1L));
    }

    /** A producer that makes names out of identifiers must not fill the run record. */
    @Test
    void furtherDetailsOfOneCodeAndColumnAreSummed(SparkSession spark) {
        List<Row> rows = IntStream.range(0, 300)
                .mapToObj(i -> RawDays.raw(String.valueOf(i), AT, event("\"unknown" + i % 100 + "\":1")))
                .toList();
        Refused refused = counted(spark, rows);
        assertThat(refused.refusals()).hasSize(Refused.DETAILS_OF_A_COLUMN + 1);
        assertThat(refused.refusals().get(0))
                .extracting(Refusal::code, Refusal::column, Refusal::detail, Refusal::count, Refusal::example)
                .containsExactly("UnknownField", null, "95 other details", 285L, null);
        assertThat(refused.refusals().get(1).detail()).isEqualTo("no column reads field 'unknown0' of the object");
        assertThat(refused.recordsByCode()).isEqualTo(Map.of("UnknownField", 300L));
    }

    @Test
    void kindsBeyondTheBoundAreSummedUnderOther(SparkSession spark) {
        int columns = Refused.MOST_KINDS + 10;
        StringBuilder more = new StringBuilder();
        StringBuilder payload = new StringBuilder("\"label\":1");
        for (int i = 0; i < columns - 1; i++) {
            more.append("\n    - {name: c").append(i).append(", type: integer}");
            payload.append(",\"c").append(i).append("\":\"x\"");
        }
        String contract =
                Contracts.EVENTS.replace("{name: label, type: varchar(8)}", "{name: label, type: varchar(8)}" + more);
        List<Refusal> refusals = counted(
                        Contracts.folder(contract),
                        RawDays.rows(spark, List.of(RawDays.raw("1", AT, event(payload.toString())))))
                .refusals();
        assertThat(refusals).hasSize(Refused.MOST_KINDS);
        assertThat(refusals.get(Refused.MOST_KINDS - 1))
                .isEqualTo(new Refusal("Other", null, "11 other kinds of reasons", 11, null));
    }

    private static Refused counted(SparkSession spark, List<Row> rows) {
        return counted(
                Contracts.folder(Contracts.EVENTS), RawDays.rows(spark, rows).repartition(3));
    }

    /** Counts each partition's refused records on its own, and merges the counts. */
    private static Refused counted(DatasetFolder folder, Dataset<Row> raw) {
        Dataset<Row> validated = new ValidatedRecords(folder.contract(), List.of()).of(raw, DAY);
        RefusalKinds all = new RefusalKinds();
        Quarantined.of(validated)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(refused -> {
                    RefusalKinds kinds = new RefusalKinds();
                    refused.forEachRemaining(kinds::add);
                    return List.of(kinds).iterator();
                })
                .collect()
                .forEach(all::addAll);
        return Refused.of(all);
    }

    private static String event(String more) {
        return "{\"id\":1,\"happened_at\":\"" + AT + "\"," + more + "}";
    }
}
