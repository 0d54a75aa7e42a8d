package dev.madrugada.common.contract;

import dev.madrugada.common.time.ArrivalHour;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The folders of hours of arrival, where the path has the day or the hour. Their files arrive at the last microsecond of
 * the folder's hour or day: by then the folder can be complete, and events of the hour are not in the future.
 *
 * @param location has placeholders
 * @param zone the zone of the placeholders' time
 */
public record HourPrefixes(FileLocation location, ZoneId zone) {
    /** Further from UTC than any zone's clock. */
    private static final int MAX_OFFSET_HOURS = 19;

    /**
     * A folder, or a pattern of files.
     *
     * @param text the location without placeholders
     * @param arrivedAt when its files arrived
     */
    public record Dated(String text, Instant arrivedAt) {}

    /** The folders whose files arrived in the hour: none, one, or several where a clock is changed. */
    public List<Dated> of(ArrivalHour hour) {
        List<Dated> found = new ArrayList<>();
        LocalDateTime near = hour.start().atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.HOURS);
        if (location.isHourly()) {
            for (int shift = -MAX_OFFSET_HOURS; shift <= MAX_OFFSET_HOURS; shift++) {
                LocalDateTime local = near.plusHours(shift);
                add(found, hour, local, local.plusHours(1).atZone(zone).toInstant());
            }
        } else {
            for (int shift = -2; shift <= 2; shift++) {
                LocalDate day = near.toLocalDate().plusDays(shift);
                add(
                        found,
                        hour,
                        day.atStartOfDay(),
                        day.plusDays(1).atStartOfDay(zone).toInstant());
            }
        }
        return found;
    }

    private void add(List<Dated> found, ArrivalHour hour, LocalDateTime local, Instant end) {
        Instant arrivedAt = end.minus(1, ChronoUnit.MICROS);
        if (ArrivalHour.of(arrivedAt).equals(hour)) {
            found.add(new Dated(text(local), arrivedAt));
        }
    }

    private String text(LocalDateTime local) {
        return location.text()
                .replace("{yyyy}", digits(local.getYear(), 4))
                .replace("{MM}", digits(local.getMonthValue(), 2))
                .replace("{dd}", digits(local.getDayOfMonth(), 2))
                .replace("{HH}", digits(local.getHour(), 2));
    }

    private static String digits(int number, int count) {
        return String.format(Locale.ROOT, "%0" + count + "d", number);
    }
}
