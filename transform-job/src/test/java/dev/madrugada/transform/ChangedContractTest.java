package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.common.schema.PublishedColumns;
import dev.madrugada.common.spark.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Days that were published before the contract got another column. */
@ExtendWith(LocalSpark.class)
class ChangedContractTest {
    private static final DatasetFolder BEFORE = Contracts.folder(Contracts.EVENTS);
    private static final DatasetFolder AFTER = Contracts.folder(Contracts.EVENTS.replace(
            "    - {name: id,", "    - {name: weight, type: \"decimal(9,2)\"}\n    - {name: id,"));

    @Test
    void earlierDaysReadAsNullInTheAddedColumnAndManifestsKeepTheTypes(SparkSession spark, @TempDir Path folder) {
        LocalNights before = LocalNights.on(spark, folder, BEFORE);
        before.night("2001-01-01", RawDays.event(1, "2001-01-01T10:00:00Z", 1, "2001-01-01T05:00:00Z", "\"a\""));
        LocalNights after = LocalNights.on(spark, folder, AFTER);
        after.night(
                "2001-01-03",
                RawDays.raw(
                        "2",
                        "2001-01-03T10:00:00Z",
                        "{\"id\":2,\"happened_at\":\"2001-01-03T05:00:00Z\",\"label\":\"b\",\"weight\":1.25}"));

        assertThat(after.curated("2001-01-01"))
                .containsExactly("null|" + before.curated("2001-01-01").get(0));
        assertThat(after.curated("2001-01-03")).singleElement().asString().startsWith("1.25|2|");
        assertThat(PublishedColumns.all(
                        ContractChanges.curated(new FileObjectStore(), folder.toUri(), AFTER.contract())))
                .extracting(day ->
                        day.partition().day() + " " + day.columns().get(0).name() + " "
                                + day.columns().get(0).type())
                .contains("2001-01-01 id bigint", "2001-01-03 weight decimal(9,2)");
    }
}
