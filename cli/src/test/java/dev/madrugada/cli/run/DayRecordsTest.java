package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayRecordsTest {
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");

    @TempDir
    private Path work;

    @Test
    void writtenValuesAreReadBack() {
        Path file = DayRecords.file(new WorkFolder(work), "arn:aws:kinesis:x", DAY);
        DayRecords records = records("EVENT_TIME", "a").completed(3);

        records.write(file);

        assertThat(DayRecords.read(file)).contains(records);
        assertThat(DayRecords.areKept(new WorkFolder(work), DAY)).isTrue();
        assertThat(DayRecords.areKept(new WorkFolder(work), DAY.plusDays(1))).isFalse();
    }

    @Test
    void filesAreKnownByTheirContentInAnyOrder() {
        assertThat(records("EVENT_TIME", "a", "b").areThoseOf(records("EVENT_TIME", "b", "a")))
                .isTrue();
        assertThat(records("EVENT_TIME", "a").areThoseOf(records("EVENT_TIME", "a", "b")))
                .isFalse();
        assertThat(records("EVENT_TIME", "a").areThoseOf(records("SPREAD", "a")))
                .isFalse();
    }

    @Test
    void otherFilesAreRefusedWithTheOptionThatReplacesThem() {
        assertThat(records("EVENT_TIME", "a").refusalOf(records("EVENT_TIME", "b"), DAY, "stream flights"))
                .hasMessageStartingWith("InvalidArguments: stream flights on 2001-01-01: ")
                .hasMessageContaining("other records for this day, those of a.ndjson")
                .hasMessageContaining("add --replace-input to start the day anew with b.ndjson");
        assertThat(records("EVENT_TIME", "a").refusalOf(records("SPREAD", "a"), DAY, "stream flights"))
                .hasMessageContaining("with other arrival times");
    }

    private static DayRecords records(String arrivals, String... names) {
        List<DayRecords.File> files = java.util.Arrays.stream(names)
                .map(name -> new DayRecords.File("/some/where/" + name + ".ndjson", name))
                .toList();
        return new DayRecords(files, arrivals, true, false, 0);
    }
}
