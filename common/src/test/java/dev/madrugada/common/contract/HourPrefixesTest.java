package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.time.ArrivalHour;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourPrefixesTest {
    @ParameterizedTest
    @CsvSource({
        "s3://b/p/{yyyy}/{MM}/{dd}/{HH}/, UTC, 2001-01-01T05:00:00Z, s3://b/p/2001/01/01/05/, 2001-01-01T05:59:59.999999Z",
        "s3://b/dt={yyyy}-{MM}-{dd}/hour={HH}/*.gz, Europe/Madrid, 2001-07-01T22:00:00Z, s3://b/dt=2001-07-02/hour=00/*.gz, 2001-07-01T22:59:59.999999Z",
        "s3://b/p/{yyyy}{MM}{dd}{HH}/, Asia/Kolkata, 2001-01-01T00:00:00Z, s3://b/p/2001010105/, 2001-01-01T00:29:59.999999Z",
        "s3://b/p/{yyyy}/{MM}/{dd}/, Europe/Madrid, 2001-01-01T22:00:00Z, s3://b/p/2001/01/01/, 2001-01-01T22:59:59.999999Z"
    })
    void namesTheFoldersThatEndInAnHour(String location, String zone, Instant hour, String folder, Instant arrivedAt) {
        assertThat(new HourPrefixes(new FileLocation(location), ZoneId.of(zone)).of(ArrivalHour.of(hour)))
                .containsExactly(new HourPrefixes.Dated(folder, arrivedAt));
    }

    @Test
    void aDayBelongsToItsLastHourOnly() {
        assertThat(new HourPrefixes(new FileLocation("s3://b/{yyyy}/{MM}/{dd}/"), ZoneId.of("UTC"))
                        .of(ArrivalHour.of(Instant.parse("2001-01-01T22:00:00Z"))))
                .isEmpty();
    }

    /** Every folder belongs to exactly one hour, at clock changes too. The oracle counts the local hours one by one. */
    @ParameterizedTest
    @CsvSource({"UTC", "Europe/Madrid", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"})
    void everyFolderBelongsToOneHour(String zone) {
        HourPrefixes prefixes = new HourPrefixes(new FileLocation("s3://b/{yyyy}-{MM}-{dd}T{HH}:00"), ZoneId.of(zone));
        for (String around :
                List.of("2018-02-17", "2018-03-25", "2018-04-01", "2018-10-07", "2018-10-28", "2018-11-04")) {
            ArrivalHour hour =
                    ArrivalHour.of(Instant.parse(around + "T00:00:00Z").minusSeconds(40 * 3600));
            Map<String, Integer> times = new HashMap<>();
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 80; i++, hour = hour.next()) {
                for (HourPrefixes.Dated dated : prefixes.of(hour)) {
                    assertThat(ArrivalHour.of(dated.arrivedAt())).isEqualTo(hour);
                    times.merge(dated.text(), 1, Integer::sum);
                    order.add(dated.text());
                }
            }
            assertThat(times.values()).as(zone + " " + around).allMatch(count -> count == 1);
            LocalDateTime first = LocalDateTime.parse(order.get(0).substring("s3://b/".length()));
            for (int i = 0; i < order.size(); i++) {
                assertThat(order.get(i)).isEqualTo("s3://b/" + first.plusHours(i));
            }
        }
    }
}
