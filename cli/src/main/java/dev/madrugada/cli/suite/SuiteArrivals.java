package dev.madrugada.cli.suite;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.EventTime;
import dev.madrugada.transform.parse.EventTimeReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When the records of a case arrive, where the suite does not say it: two seconds after the event time, as in a local
 * run. A record whose payload alone has no event time arrives with the record before it, else with the next one that has
 * a time, else on the {@link #dayOf day} of the case.
 */
final class SuiteArrivals {
    private static final Duration DELAY = Duration.ofSeconds(2);

    /** The day of a suite that names none. */
    private static final LocalDate NO_DAY = LocalDate.of(2026, 1, 31);

    private final EventTime eventTime;
    private final EventTimeReader reader;

    SuiteArrivals(DatasetContract contract) {
        this.eventTime = contract.eventTime();
        this.reader = new EventTimeReader(contract);
    }

    /**
     * The arrival times of a case's records, in their order.
     *
     * @param cases the suites' cases, which may name a day if this case does not
     */
    List<Instant> of(Suite.Case one, List<Suite.Case> cases) {
        List<Instant> arrivals = new ArrayList<>();
        List<Optional<Instant>> known = one.given().stream().map(this::known).toList();
        Instant last =
                known.stream().flatMap(Optional::stream).findFirst().orElseGet(() -> instantOn(dayOf(one, cases)));
        for (Optional<Instant> arrival : known) {
            last = arrival.orElse(last);
            arrivals.add(last);
        }
        return arrivals;
    }

    private Optional<Instant> known(Suite.Given record) {
        return record.arrivedAt().or(() -> reader.read(record.payload()).map(time -> time.plus(DELAY)));
    }

    /** The first event day that an expected row names: of the case, else of all cases. */
    private LocalDate dayOf(Suite.Case one, List<Suite.Case> cases) {
        return Stream.concat(Stream.of(one), cases.stream())
                .flatMap(each -> each.expected().rows().named().stream())
                .<@Nullable Object>map(row -> row.get(eventTime.partition()))
                .filter(Objects::nonNull)
                .map(LocalDate.class::cast)
                .findFirst()
                .orElse(NO_DAY);
    }

    /**
     * Noon in the contract's zone. If the event time is a column that a payload alone does not have, the end of the day:
     * then no event of the day is in the future.
     */
    private Instant instantOn(LocalDate day) {
        LocalTime time =
                reader.origin() == EventTimeReader.Origin.LATER_COLUMN ? LocalTime.of(23, 59, 59) : LocalTime.NOON;
        return day.atTime(time).atZone(eventTime.zone()).toInstant();
    }
}
