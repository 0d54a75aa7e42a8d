package dev.madrugada.common.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FieldIdsTest {
    private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).curated("orders");

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type));
    }

    @Test
    void assignsIdsToColumnsAndThenToTheirParts() {
        FieldIds ids = FieldIds.NONE.with(List.of(
                column("id", "bigint"),
                column("place", "struct<city:varchar(20),\"a/b~\":array<integer>>"),
                column("prices", "map<varchar(8),decimal(10,2)>")));

        assertThat(ids.ids())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "id", 1,
                        "place", 2,
                        "prices", 3,
                        "place/city", 4,
                        "place/a~1b~0", 5,
                        "place/a~1b~0/element", 6,
                        "prices/key", 7,
                        "prices/value", 8));
        assertThat(ids.last()).isEqualTo(8);
    }

    @Test
    void keepsAnIdForEver() {
        FieldIds before = FieldIds.NONE.with(List.of(column("a", "bigint"), column("b", "bigint")));

        FieldIds after = before.with(List.of(column("b", "bigint"), column("c", "bigint")));

        assertThat(after.ids()).isEqualTo(Map.of("a", 1, "b", 2, "c", 3));
        assertThat(after.with(List.of(column("c", "bigint")))).isEqualTo(after);
    }

    @Test
    void refusesToNameAnIdThatWasNotAssigned() {
        assertThatThrownBy(() -> FieldIds.NONE.of("a")).hasMessageContaining("no id is assigned to 'a'");
    }

    @Test
    void neverAssignsOneIdTwiceWhenRunsAddColumnsAtOnce() throws Exception {
        FieldIdFiles files = new FieldIdFiles(new InMemoryObjectStore(), TABLE);
        ExecutorService runs = Executors.newFixedThreadPool(8);
        try {
            List<Future<FieldIds>> assigned = new ArrayList<>();
            for (int run = 0; run < 8; run++) {
                List<Column> columns = List.of(column("shared", "bigint"), column("own_" + run, "bigint"));
                assigned.add(runs.submit(() -> files.assigned(columns)));
            }
            FieldIds all = files.assigned(List.of());
            for (Future<FieldIds> one : assigned) {
                FieldIds ids = one.get();
                all = files.assigned(List.of());
                assertThat(all.ids()).containsAllEntriesOf(ids.ids());
            }
            assertThat(all.ids().values()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
        } finally {
            runs.shutdown();
        }
    }
}
