package dev.madrugada.cli.diff;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.schema.ColumnChange;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.common.schema.Effect;
import dev.madrugada.common.schema.Place;
import dev.madrugada.common.schema.PublishedColumns;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a contract changes, compared with what a lake has published.
 *
 * @param compared the latest published day, with which the contract is compared; null if nothing was ever published
 * @param changes in the contract's order
 * @param daysToRebuild published days whose columns the contract's readers cannot read together with the others
 * @param problems for each change with which no night runs: what to do
 */
record ContractDiff(
        String dataset,
        LakeFormat format,
        @Nullable Partition compared,
        List<Change> changes,
        List<String> daysToRebuild,
        List<String> problems) {
    /** A change, with its effect in each place. */
    record Change(String column, String description, List<InPlace> places) {}

    /** The effect of a change in one place, and the statements that make the change there. */
    record InPlace(String place, String effect, List<String> statements) {}

    ContractDiff {
        changes = List.copyOf(changes);
        daysToRebuild = List.copyOf(daysToRebuild);
        problems = List.copyOf(problems);
    }

    /**
     * Reads the manifests of all published days.
     *
     * @throws dev.madrugada.common.error.MadrugadaException if the lake cannot be read
     */
    static ContractDiff of(ObjectStore store, URI lake, DatasetContract contract) {
        List<PublishedColumns> published = PublishedColumns.all(ContractChanges.curated(store, lake, contract));
        if (published.isEmpty()) {
            return new ContractDiff(contract.dataset(), contract.format(), null, List.of(), List.of(), List.of());
        }
        PublishedColumns latest = published.get(published.size() - 1);
        ContractChanges changes = ContractChanges.between(latest, contract);
        URI root = new LakeLayout(lake).curated(contract.dataset()).root();
        ChangeStatements statements =
                new ChangeStatements(contract, changes.format(), root.toString().replaceFirst("/$", ""));
        return new ContractDiff(
                contract.dataset(),
                changes.format(),
                latest.partition(),
                changes.changes().stream()
                        .map(change -> described(change, changes.format(), statements))
                        .toList(),
                published.stream()
                        .filter(day -> ContractChanges.between(day, contract)
                                .in(Place.LAKE)
                                .stopsNights())
                        .map(day -> day.partition().toString())
                        .toList(),
                changes.faults().stream().map(fault -> fault.message()).toList());
    }

    private static Change described(ColumnChange change, LakeFormat format, ChangeStatements statements) {
        List<InPlace> places = new ArrayList<>();
        for (Place place : Place.values()) {
            if (place == Place.CATALOG && statements.contract().catalog().isEmpty()) {
                continue;
            }
            Effect effect = change.in(place, format);
            places.add(new InPlace(place.toString(), effect.toString(), statements.in(place, change)));
        }
        return new Change(change.column(), change.described(), places);
    }

    /** Whether nights run with this contract. */
    boolean isInPlace() {
        return problems.isEmpty();
    }

    /** The lines for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String name = dataset + " (" + format.name().toLowerCase(Locale.ROOT) + ")";
        if (compared == null) {
            return List.of(name + ": nothing is published; the first night creates everything");
        }
        lines.add(name + ": " + count(changes.size(), "change") + " of the curated columns since " + compared);
        for (Change change : changes) {
            lines.add("");
            lines.add(change.description());
            for (InPlace place : change.places()) {
                lines.add(String.format(Locale.ROOT, "  %-9s  %s", place.place(), place.effect()));
                place.statements().forEach(statement -> lines.add("             " + statement));
            }
        }
        lines.add("");
        if (!daysToRebuild.isEmpty()) {
            lines.add(count(daysToRebuild.size(), "published day") + " to be made again, from " + daysToRebuild.get(0)
                    + " to " + daysToRebuild.get(daysToRebuild.size() - 1));
        }
        lines.add(
                isInPlace()
                        ? changes.isEmpty()
                                ? "nothing to do"
                                : "nights run with this contract; the next one makes the changes that work in place"
                        : "no night runs with this contract:");
        lines.addAll(problems);
        return lines;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
