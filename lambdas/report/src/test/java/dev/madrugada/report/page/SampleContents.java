package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.report.SampleNights;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sample report contents with query results of many kinds. */
final class SampleContents {
    private SampleContents() {}

    static Map<String, ReportContent> all() {
        Map<String, ReportContent> all = new LinkedHashMap<>();
        all.put("flights by hour", SampleNights.content(SampleNights.REPORT, SampleNights.hours()));
        all.put("countries", countries());
        all.put("temperatures", temperatures());
        all.put("sixty days", days(60));
        all.put("four hundred days", days(400));
        all.put("long labels", longLabels());
        all.put("scripts", scripts());
        all.put("decimals", decimals());
        all.put("magnitudes", magnitudes());
        all.put("shares", shares());
        all.put("all zero", series("stations", "faults", List.of("a", "b", "c"), List.of(0L, 0L, 0L)));
        all.put("single bar", series("sensor", "readings", List.of("7"), List.of(31_415_926L)));
        all.put("single day", series("day", "orders", List.of(LocalDate.of(2001, 1, 1)), List.of(12L)));
        all.put("no values", series("stations", "faults", List.of("a", "b"), Arrays.asList(null, null)));
        all.put("only below zero", series("account", "balance", List.of("cash", "loan"), List.of(-12L, -340_000L)));
        all.put("wide table", wide());
        return all;
    }

    static ReportContent of(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    private static ReportContent countries() {
        List<@Nullable Object> names = new ArrayList<>();
        List<@Nullable Object> arrivals = new ArrayList<>();
        for (String code : Locale.getISOCountries()) {
            names.add(new Locale("", code).getDisplayCountry(Locale.ENGLISH));
            arrivals.add((long) (Math.pow(code.hashCode() % 97, 4) + 3));
        }
        return series("country", "arrivals", names.subList(0, 228), arrivals.subList(0, 228));
    }

    private static ReportContent temperatures() {
        List<@Nullable Object> cities =
                List.of("Madrid", "Tromsø", "Ulaanbaatar", "Nairobi", "Novosibirsk", "Oymyakon", "Lisbon");
        List<@Nullable Object> means = Arrays.asList(11.25, -6.5, -21.125, 19.0, -16.75, -46.0, null);
        return series("city", "mean_temperature", cities, means);
    }

    private static ReportContent days(int count) {
        List<@Nullable Object> days = new ArrayList<>();
        List<@Nullable Object> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            days.add(LocalDate.of(2000, 11, 3).plusDays(i));
            orders.add(i % 17 == 4 ? null : Math.round(12_000 + 9_000 * Math.sin(i / 3.0)));
        }
        return series("ordered_on", "orders", days, orders);
    }

    private static ReportContent longLabels() {
        return series(
                "complaint",
                "cases",
                Arrays.asList(
                        "The parcel was delivered to a neighbour who does not live in the house any more, and nobody"
                                + " was told for more than three weeks",
                        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
                        null,
                        "",
                        "https://example.com/a/very/long/path/without/any/space/that/could/be/broken?and=a&query=too",
                        "late",
                        "x\ty\nz"),
                Arrays.asList(1_204L, 88L, 31L, 7L, 6L, 5L, null));
    }

    private static ReportContent scripts() {
        return series(
                "station",
                "travellers",
                List.of(
                        "東京駅",
                        "محطة القطار الرئيسية في القاهرة",
                        "ירושלים – יצחק נבון",
                        "Санкт-Петербург-Главный",
                        "ชุมทางบางซื่อ",
                        "Åndalsnes e\u0301te\u0301",
                        "🚉👩‍👩‍👧‍👦 Famil\u202Eeht",
                        "மதுரை சந்திப்பு"),
                List.of(9_120_000L, 802_113L, 53_219L, 41_000L, 39_999L, 801L, 12L, 3L));
    }

    private static ReportContent decimals() {
        return series(
                "month",
                "mean_price",
                List.of("2000-10", "2000-11", "2000-12", "2001-01"),
                List.of(
                        new BigDecimal("6.1000000000000000"),
                        new BigDecimal("12.6666666666666667"),
                        new BigDecimal("-3.0000000000000000"),
                        new BigDecimal("1204.5000000000000000")));
    }

    private static ReportContent magnitudes() {
        return series(
                "kind",
                "mass_kg",
                List.of("ship", "feather", "grain", "planet", "nothing"),
                List.of(1e12, 2e-6, 1.23456789e-20, 5.972e24, 0.0));
    }

    private static ReportContent shares() {
        List<@Nullable Object> hours = new ArrayList<>();
        List<@Nullable Object> shares = new ArrayList<>();
        for (long hour = 0; hour < 24; hour++) {
            hours.add(hour);
            shares.add(hour * hour / 5_290.0);
        }
        return series("hour", "late_share", hours, shares);
    }

    private static ReportContent wide() {
        List<String> columns = new ArrayList<>(List.of("route", "flights"));
        List<Cell> cells = new ArrayList<>(List.of(Cell.of("MAD–LIS"), Cell.of(12L)));
        for (int i = 0; i < 14; i++) {
            columns.add("minutes_in_hour_" + i);
            cells.add(Cell.of(1_000_000L * i));
        }
        return content("route", List.of("flights"), new Answer(columns, List.of(cells)));
    }

    private static ReportContent series(
            String label,
            String value,
            List<? extends @Nullable Object> labels,
            List<? extends @Nullable Object> values) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            rows.add(List.of(Cell.of(text(labels.get(i))), Cell.of(values.get(i))));
        }
        return content(label, List.of(value), new Answer(List.of(label, value), rows));
    }

    /** A day as text, which is how a query result contains it. */
    private static @Nullable Object text(@Nullable Object value) {
        return value instanceof LocalDate day ? day.toString() : value;
    }

    static ReportContent content(String label, List<String> values, Answer answer) {
        Report report = new Report(
                TextFormat.capitalised(TextFormat.phrase(values.get(0))) + " by " + TextFormat.phrase(label),
                "madrugada@example.com",
                List.of("team@example.com"),
                label,
                values);
        return new ReportContent(
                "sample", SampleNights.DAY, report, answer, refused(), "night-2001-01-01", SampleNights.NOW);
    }

    static Delivery delivery() {
        return new Delivery(
                URI.create("s3://lake/reports/flights/dt=2001-01-01/report.html"),
                URI.create("https://lake.s3.eu-west-1.amazonaws.com/reports/report.html?X-Amz-Signature=abc"),
                "The link works until about 2001-01-02 03:00 UTC, one hour after it was signed, at the latest.",
                "scripts/madrugada report --link --dataset flights --lake s3://lake/ --date 2001-01-01",
                "The report's files are not attached, because the contract does not set report.attach: true.");
    }

    /** The proof of a night that refused ten records for four reasons. */
    static NightProof refused() {
        NightProof night = SampleNights.proof();
        LoadedPartition loaded = night.partitions().get(1);
        Findings findings = new Findings(
                List.of(
                        new Refusal(
                                "TypeMismatch",
                                "price",
                                "a text where a decimal(10,2) is expected",
                                6,
                                example("\"Xx,99\"")),
                        new Refusal(
                                "UnknownField",
                                "surprise",
                                "the contract has no column for it",
                                2,
                                example("{\"x\":9}")),
                        new Refusal(
                                "LookupMissing",
                                "origin",
                                "lookups[0] (airports.csv) has no row for it",
                                1,
                                example("X".repeat(80))),
                        new Refusal("MalformedJson", null, "the record ends within an object", 1, null)),
                List.of(new RunWarning(
                        "NewReason", "UnknownField, surprise", "The night before did not refuse for this reason.")));
        return new NightProof(
                Optional.of(new Conservation(3_201, 3_201, 3_190, 10, 1)),
                List.of(new LoadedPartition(
                        loaded.name(), OptionalLong.of(3_190), 3_190, loaded.content(), loaded.verdict())),
                night.waiting(),
                findings,
                night.stages());
    }

    /** The proof of a night whose records have several rows each. */
    static NightProof ofSeveralRows() {
        NightProof night = refused();
        return new NightProof(
                Optional.of(new Conservation(1_010, 1_010, 3_190, 10, 4, 1_000, 3_194)),
                night.partitions(),
                night.waiting(),
                night.findings(),
                night.stages());
    }

    private static Refusal.Example example(String masked) {
        return new Refusal.Example(
                masked,
                "orders",
                "shardId-000000000003",
                "49590338271490256608559692538361571095921575989136588898",
                2);
    }
}
