package dev.madrugada.cli.run;

import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.contract.HourPrefixes;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the files of a day lie: one folder or pattern per hour of arrival, in order.
 *
 * @param slots at least one
 */
record FileSlots(List<Slot> slots) {
    /**
     * Where files of an hour lie.
     *
     * @param text the location without placeholders
     * @param arrivedAt when ingest says that the files arrived, on the day
     */
    record Slot(String text, Instant arrivedAt) {}

    /**
     * The slots of a day.
     *
     * @param zone the zone of the placeholders
     */
    static FileSlots of(FileLocation location, ZoneId zone, ArrivalDay day) {
        List<Slot> slots = new ArrayList<>();
        for (ArrivalHour hour : day.hours()) {
            if (location.hasPlaceholders()) {
                new HourPrefixes(location, zone)
                        .of(hour).stream()
                                .filter(dated -> isOn(day, dated.arrivedAt()))
                                .forEach(dated -> slots.add(new Slot(dated.text(), dated.arrivedAt())));
            } else {
                Instant end = hour.end().isAfter(day.end()) ? day.end() : hour.end();
                slots.add(new Slot(location.text(), end.minusMillis(1)));
            }
        }
        return new FileSlots(List.copyOf(slots));
    }

    private static boolean isOn(ArrivalDay day, Instant at) {
        return !at.isBefore(day.start()) && at.isBefore(day.end());
    }

    /** The slot of records that were written at a time: the first one that is complete then, or the last one. */
    int at(Instant written) {
        for (int slot = 0; slot < slots.size(); slot++) {
            if (!slots.get(slot).arrivedAt().isBefore(written)) {
                return slot;
            }
        }
        return slots.size() - 1;
    }

    Slot last() {
        return slots.get(slots.size() - 1);
    }

    /**
     * The URI's text of a new file in a location.
     *
     * @param text without placeholders; a folder, a pattern, or one file
     */
    static String fileIn(String text, String name) {
        if (text.endsWith("/")) {
            return text + name;
        }
        String plain = text.replace("**/", "").replace("**", "*");
        int named = plain.lastIndexOf('*');
        return named < 0
                ? plain.replace('?', '0')
                : (plain.substring(0, named) + name + plain.substring(named + 1))
                        .replace('*', '0')
                        .replace('?', '0');
    }
}
