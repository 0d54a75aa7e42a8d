package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import dev.madrugada.common.contract.ValueRules.TimeForm.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random times against {@code java.time} and {@code BigDecimal}. */
class TimeFormatTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final BigDecimal FIRST = micros(Instant.parse("0001-01-01T00:00:00Z"));
    private static final BigDecimal LAST = micros(Instant.parse("9999-12-31T23:59:59.999999Z"));
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Madrid", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Monrovia");

    private final Random random = new Random(SEED);

    @Test
    void anEpochIsRoundedDownToTheMicrosecond() {
        Kind[] units = {Kind.EPOCH_S, Kind.EPOCH_MS, Kind.EPOCH_US, Kind.EPOCH_NS};
        int[] scales = {6, 3, 0, -3};
        int valid = 0;
        for (int i = 0; i < 100_000; i++) {
            int unit = random.nextInt(units.length);
            TimeFormat format = TimeFormat.of(new TimeForm(units[unit], "", "UTC"));
            String literal = literal();
            BigDecimal exact = new BigDecimal(literal).scaleByPowerOfTen(scales[unit]);
            BigDecimal floor = exact.setScale(0, RoundingMode.FLOOR);
            boolean inRange = floor.compareTo(FIRST) >= 0 && floor.compareTo(LAST) <= 0;
            assertThat(format.microsOfLiteral(literal))
                    .as("%s of %s, seed %d", literal, units[unit], SEED)
                    .isEqualTo(inRange ? floor.longValueExact() : TimeFormat.BEYOND);
            valid += inRange ? 1 : 0;
        }
        assertThat(valid).isBetween(30_000, 99_000);
    }

    /** The first and the last hours of the range are in another year in some zones. */
    @Test
    void aDateOfAnEpochIsWithinTheYearsInItsZone() {
        String first = "-62135596800";
        String last = "253402300799";
        for (boolean isLiteral : new boolean[] {false, true}) {
            assertThat(date("Asia/Tokyo", last, isLiteral)).isEqualTo(ReasonCode.OutOfRange);
            assertThat(date("Asia/Tokyo", first, isLiteral)).isEqualTo(-719162);
            assertThat(date("America/New_York", first, isLiteral)).isEqualTo(ReasonCode.OutOfRange);
            assertThat(date("America/New_York", last, isLiteral)).isEqualTo(2932896);
            assertThat(date("UTC", first, isLiteral)).isEqualTo(-719162);
        }
    }

    /** The value as days since 1970-01-01, or why it is invalid. */
    private static Object date(String zone, String epoch, boolean isLiteral) {
        TimeReader reader = new TimeReader(
                ColumnType.parse("date"), List.of(new TimeForm(Kind.EPOCH_S, "", zone)), TimeReader.EpochTexts.READ);
        ParsedValue parsed = isLiteral ? reader.number(epoch + ".0") : reader.integer(Long.parseLong(epoch));
        ParsedValue text = reader.text(epoch);
        assertThat(text.value()).isEqualTo(parsed.value());
        Object value = parsed.value();
        return value == null ? java.util.Objects.requireNonNull(parsed.invalidValue()) : value;
    }

    @Test
    void aLocalTimeIsTheEarlierInstantAndSkippedWhereTheZoneSkipsIt() {
        DateTimeFormatter writer = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss.SSSSSSSSS");
        int skipped = 0;
        for (int i = 0; i < 50_000; i++) {
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            LocalDateTime local = localNearTransition(zone);
            TimeFormat format =
                    TimeFormat.of(new TimeForm(Kind.PATTERN, "yyyy/MM/dd HH:mm:ss.SSSSSSSSS", zone.getId()));
            ZonedDateTime moved = local.atZone(zone).withEarlierOffsetAtOverlap();
            boolean exists = moved.toLocalDateTime().equals(local);
            assertThat(format.micros(writer.format(local)))
                    .as("%s in %s, seed %d", local, zone, SEED)
                    .isEqualTo(exists ? micros(moved.toInstant()).longValueExact() : TimeFormat.SKIPPED);
            assertThat(format.day(writer.format(local)))
                    .isEqualTo(local.toLocalDate().toEpochDay());
            skipped += exists ? 0 : 1;
        }
        assertThat(skipped).isGreaterThan(1_000);
    }

    @Test
    void theDayOfAnInstantIsTheZonesDay() {
        for (int i = 0; i < 50_000; i++) {
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            TimeFormat format = TimeFormat.of(new TimeForm(Kind.EPOCH_MS, "", zone.getId()));
            Instant instant = localNearTransition(zone).atZone(zone).toInstant().truncatedTo(ChronoUnit.MILLIS);
            assertThat(format.dayOf(format.micros(instant.toEpochMilli())))
                    .as("%s in %s, seed %d", instant, zone, SEED)
                    .isEqualTo(instant.atZone(zone).toLocalDate().toEpochDay());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "dd/MM", "YYYY-MM-dd", "hh:mm dd/MM/yyyy", "yyyy-MM-dd hh:mm", "MM/yyyy"})
    void aPatternThatDoesNotDetermineATimeIsAProblem(String pattern) {
        assertThat(new PatternFormat(pattern, ZoneOffset.UTC).problem()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/MM/yyyy",
                "uuuuMMdd",
                "yyyy-DDD",
                "yyyy-MM-dd['T'HH:mm[:ss]]",
                "dd MMM yy hh:mm a",
                "EEE, dd MMM yyyy HH:mm:ss Z",
                "yyyy-MM-dd HH:mm:ss z",
                "YYYY-'W'ww-e",
                "GGG yyyy MM dd kk:mm"
            })
    void aPatternOfAWholeDayIsNone(String pattern) {
        assertThat(new PatternFormat(pattern, ZoneOffset.UTC).problem()).isEmpty();
    }

    /** A number of up to 25 digits with a point anywhere and sometimes an exponent. */
    private String literal() {
        String digits = new BigInteger(random.nextInt(1, 84), random).toString();
        int point = random.nextInt(1, digits.length() + 1);
        String fraction = digits.substring(point);
        String whole = digits.substring(0, point);
        return (random.nextBoolean() ? "-" : "")
                + whole
                + (fraction.isEmpty() ? "" : "." + fraction)
                + (random.nextInt(4) == 0 ? "e" + random.nextInt(-12, 8) : "");
    }

    private LocalDateTime localNearTransition(ZoneId zone) {
        Instant instant = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 4_000_000_000L));
        ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
        Instant near = next == null || random.nextInt(4) == 0
                ? instant
                : next.getInstant().plusSeconds(random.nextInt(-7200, 7200));
        // Counted on the clock before the change, so that skipped local times occur.
        ZoneOffset clock = next == null ? ZoneOffset.UTC : next.getOffsetBefore();
        return LocalDateTime.ofEpochSecond(near.getEpochSecond(), random.nextInt(1_000_000_000), clock);
    }

    private static BigDecimal micros(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .scaleByPowerOfTen(6)
                .add(BigDecimal.valueOf(instant.getNano() / 1_000));
    }
}
