package dev.madrugada.night.catchup;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The days without a complete night, as one execution treats them. Each list is in the order of the dates.
 *
 * @param found the days that this execution was the first to miss
 * @param madeUp the days for which this execution plans a night
 * @param left the days for which a later execution plans a night
 * @param givenUp the days for which no further night is planned
 * @param tooOld the first and the last of the missed days that are too long ago to be made up; empty if there are none
 */
public record CatchUp(
        List<LocalDate> found,
        List<LocalDate> madeUp,
        List<LocalDate> left,
        List<LocalDate> givenUp,
        List<LocalDate> tooOld) {
    /** No day is missed. */
    public static final CatchUp NONE = new CatchUp(List.of(), List.of(), List.of(), List.of(), List.of());

    public CatchUp {
        found = List.copyOf(found);
        madeUp = List.copyOf(madeUp);
        left = List.copyOf(left);
        givenUp = List.copyOf(givenUp);
        tooOld = List.copyOf(tooOld);
    }

    /**
     * A text for operations; empty if this execution has found no missed day and makes up none, because people were told
     * of the others before.
     */
    public String alert(String dataset, LocalDate own) {
        if (found.isEmpty() && madeUp.isEmpty() && tooOld.isEmpty()) {
            return "";
        }
        return dataset + " " + own + ": days before it have no complete night."
                + sentence(" Without one, seen for the first time: ", found)
                + sentence(" Made up by this execution, before its own day: ", madeUp)
                + sentence(" Left to the next executions: ", left)
                + sentence(" Not made up any more (start an execution with the date of each): ", givenUp)
                + (tooOld.isEmpty()
                        ? ""
                        : " Too long ago to be made up (start an execution with the date of each): " + tooOld.get(0)
                                + " to " + tooOld.get(1) + ".");
    }

    private static String sentence(String begin, Collection<LocalDate> days) {
        return days.isEmpty()
                ? ""
                : begin + days.stream().map(LocalDate::toString).collect(Collectors.joining(", ")) + ".";
    }
}
