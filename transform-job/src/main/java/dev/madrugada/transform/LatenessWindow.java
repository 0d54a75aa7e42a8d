package dev.madrugada.transform;

import dev.madrugada.common.contract.EventTime;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The event days whose records may arrive on a day, and the arrival days on which records of event days may arrive. */
record LatenessWindow(EventTime eventTime) {
    /** A day added on both sides, because a tolerance of less than a day may reach over midnight. */
    private static final int MARGIN_DAYS = 1;

    /** The event days that have the day in their window. */
    NavigableSet<LocalDate> eventDaysOf(LocalDate arrivalDay) {
        LocalDate from = arrivalDay.minusDays(eventTime.latenessDays() + MARGIN_DAYS);
        LocalDate to = arrivalDay.plusDays(eventTime.futureTolerance().toDays() + MARGIN_DAYS);
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (!eventTime.firstArrival(day).isAfter(arrivalDay)
                    && !eventTime.lastArrival(day).isBefore(arrivalDay)) {
                days.add(day);
            }
        }
        return Collections.unmodifiableNavigableSet(days);
    }

    /** The arrival days in any of the event days' windows. */
    NavigableSet<LocalDate> arrivalDaysOf(Collection<LocalDate> eventDays) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (LocalDate eventDay : eventDays) {
            LocalDate last = eventTime.lastArrival(eventDay);
            for (LocalDate day = eventTime.firstArrival(eventDay); !day.isAfter(last); day = day.plusDays(1)) {
                days.add(day);
            }
        }
        return Collections.unmodifiableNavigableSet(days);
    }
}
