package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.time.ArrivalDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSlotsTest {
    private static final LocalDate DATE = LocalDate.parse("2026-01-31");

    @Test
    void aDayInMadridHasTheHoursOfUtcThatEndOnIt() {
        FileSlots slots = slots("s3://b/{yyyy}/{MM}/{dd}/{HH}/", "UTC", "Europe/Madrid");

        assertThat(slots.slots()).hasSize(24);
        assertThat(slots.slots().get(0).text()).isEqualTo("s3://b/2026/01/30/23/");
        assertThat(slots.last().text()).isEqualTo("s3://b/2026/01/31/22/");
        assertThat(text(slots, "2026-01-31T05:00:00Z")).isEqualTo("s3://b/2026/01/31/05/");
        assertThat(text(slots, "2026-01-31T22:59:59.999999999Z")).isEqualTo("s3://b/2026/01/31/22/");
    }

    /** A folder that is complete after the day's end belongs to the next day, so its records go into the one before. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 24, s3://b/2026/01/31/17/",
        "Australia/Lord_Howe, 24, s3://b/2026/01/31/12/",
        "UTC, 24, s3://b/2026/01/31/23/"
    })
    void everySlotArrivesOnTheDay(String zone, int count, String last) {
        ArrivalDay day = new ArrivalDay(DATE, ZoneId.of(zone));
        FileSlots slots = slots("s3://b/{yyyy}/{MM}/{dd}/{HH}/", "UTC", zone);

        assertThat(slots.slots()).hasSize(count).allSatisfy(slot -> {
            assertThat(slot.arrivedAt()).isAfterOrEqualTo(day.start()).isBefore(day.end());
        });
        assertThat(slots.slots().get(slots.at(day.end().minusMillis(1))).text()).isEqualTo(last);
    }

    @Test
    void aLocationOfDaysHasOneSlotAndOneWithoutATimeHasItsHours() {
        assertThat(slots("s3://b/dt={yyyy}-{MM}-{dd}/*.csv", "Europe/Madrid", "Europe/Madrid")
                        .slots())
                .containsExactly(
                        new FileSlots.Slot("s3://b/dt=2026-01-31/*.csv", Instant.parse("2026-01-31T22:59:59.999999Z")));
        FileSlots hours = slots("s3://b/exports/", "UTC", "Asia/Kolkata");
        assertThat(hours.slots()).hasSize(25);
        assertThat(hours.last().arrivedAt()).isEqualTo("2026-01-31T18:29:59.999Z");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://b/p/, s3://b/p/n.csv",
        "s3://b/p/*, s3://b/p/n.csv",
        "s3://b/p/part-*.gz, s3://b/p/part-n.csv.gz",
        "s3://b/**/x-?/*, s3://b/x-0/n.csv",
        "s3://b/*/data/**, s3://b/0/data/n.csv",
        "s3://b/one.csv, s3://b/one.csv"
    })
    void aNewFileMatchesItsLocation(String location, String file) {
        assertThat(FileSlots.fileIn(location, "n.csv")).isEqualTo(file);
    }

    private static String text(FileSlots slots, String written) {
        return slots.slots().get(slots.at(Instant.parse(written))).text();
    }

    private static FileSlots slots(String location, String zone, String dayZone) {
        return FileSlots.of(new FileLocation(location), ZoneId.of(zone), new ArrivalDay(DATE, ZoneId.of(dayZone)));
    }
}
