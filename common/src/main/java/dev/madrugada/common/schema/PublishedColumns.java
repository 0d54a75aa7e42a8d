package dev.madrugada.common.schema;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Manifest.ColumnFigures;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of a published partition.
 *
 * @param columns in the order of the files
 */
public record PublishedColumns(Partition partition, List<PublishedColumn> columns) {
    private static final Comparator<Partition> IN_ORDER =
            Comparator.comparing(Partition::day).thenComparing(Partition::column);

    public PublishedColumns {
        columns = List.copyOf(columns);
    }

    public static PublishedColumns of(Manifest manifest) {
        return new PublishedColumns(
                manifest.partition(),
                manifest.columns().entrySet().stream()
                        .map(column -> new PublishedColumn(
                                column.getKey(), type(column.getValue()).orElse(null)))
                        .toList());
    }

    /**
     * The columns of the latest day that is published: one listing and one manifest. Empty if nothing was ever published.
     */
    public static Optional<PublishedColumns> latest(PartitionCommits curated) {
        return curated.expected().generations().keySet().stream()
                .max(IN_ORDER)
                .flatMap(curated::current)
                .map(PublishedColumns::of);
    }

    /** The columns of every published partition, in the order of the days: it reads each current manifest. */
    public static List<PublishedColumns> all(PartitionCommits curated) {
        return curated.expected().generations().keySet().stream()
                .sorted(IN_ORDER)
                .flatMap(partition -> curated.current(partition).stream())
                .map(PublishedColumns::of)
                .toList();
    }

    /**
     * The columns as the files have them, for a reader that goes by their position and their types.
     *
     * @param contract the columns of the contract, whose types stand in for unknown ones
     */
    public List<Column> typed(List<Column> contract) {
        Map<String, Column> wanted = contract.stream().collect(Collectors.toMap(Column::name, Function.identity()));
        return columns.stream()
                .map(published -> published.type() == null
                        ? Optional.ofNullable(wanted.get(published.name()))
                        : Optional.of(new Column(published.name(), published.type())))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A manifest's figures: with the types of the contract's columns, and without the least and the greatest value of
     * sensitive ones.
     */
    public static Map<String, ColumnFigures> recorded(Map<String, ColumnFigures> figures, List<Column> contract) {
        Map<String, ColumnFigures> recorded = new LinkedHashMap<>(figures);
        for (Column column : contract) {
            recorded.computeIfPresent(
                    column.name(),
                    (name, of) -> new ColumnFigures(
                            of.nulls(),
                            column.isSensitive() ? null : of.min(),
                            column.isSensitive() ? null : of.max(),
                            column.type().toString()));
        }
        return recorded;
    }

    private static Optional<ColumnType> type(ColumnFigures figures) {
        return Optional.ofNullable(figures.type()).map(ColumnType::parse);
    }
}
