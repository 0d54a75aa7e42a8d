package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/** The clock and the zone of the two schedules that start the night. */
final class ScheduleChecks {
    private static final Pattern DAILY = Pattern.compile("cron\\((\\d{1,2}) (\\d{1,2}) \\* \\* \\? \\*\\)");
    private static final int MINUTES_TO_SETTLE = 5;
    private static final int MINUTES_OF_AN_HOUR = 60;

    private final SchedulerClient scheduler;
    private final Target target;

    ScheduleChecks(SchedulerClient scheduler, Target target) {
        this.scheduler = scheduler;
        this.target = target;
    }

    List<Check> checks() {
        return List.of("night", "second-start").stream()
                .map(kind -> Check.of(
                        "schedule-" + kind,
                        () -> timed(target.named(target.contract().dataset() + "-" + kind))))
                .toList();
    }

    private Finding timed(String name) {
        GetScheduleResponse schedule;
        try {
            schedule = scheduler.getSchedule(ask -> ask.name(name).groupName(target.named("schedules")));
        } catch (ResourceNotFoundException missing) {
            return Finding.failed("there is no schedule " + name, "deploy the stack, or correct --environment");
        }
        ZoneId zone = target.contract().eventTime().zone();
        String given =
                Optional.ofNullable(schedule.scheduleExpressionTimezone()).orElse("UTC");
        if (schedule.state() != ScheduleState.ENABLED) {
            return Finding.failed(
                    "the schedule is " + schedule.stateAsString(), "enable it: until then no night starts by itself");
        }
        if (!ZoneId.of(given).normalized().equals(zone.normalized())) {
            return Finding.failed(
                    "it runs in " + given + ", but the dataset's day-zone is " + zone,
                    "set the schedule's time zone to " + zone
                            + ": otherwise the night starts before its day has ended");
        }
        Matcher daily = DAILY.matcher(schedule.scheduleExpression());
        if (daily.matches()) {
            LocalTime at = LocalTime.of(Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1)));
            LocalTime earliest = earliest(zone);
            if (at.isBefore(earliest)) {
                return Finding.failed(
                        "it starts at " + at + ", when the day's last hour has not settled",
                        "start at " + earliest + " or later; the stack uses 02:00 and 03:30");
            }
        }
        return Finding.ok(schedule.scheduleExpression() + " in " + given);
    }

    /** Five minutes after the end of the last UTC hour that a day touches; that hour ends later in zones such as +05:30. */
    private static LocalTime earliest(ZoneId zone) {
        int offset = zone.getRules().getOffset(Instant.now(Clock.systemUTC())).getTotalSeconds() / MINUTES_OF_AN_HOUR;
        return LocalTime.MIDNIGHT.plusMinutes(Math.floorMod(offset, MINUTES_OF_AN_HOUR) + MINUTES_TO_SETTLE);
    }
}
