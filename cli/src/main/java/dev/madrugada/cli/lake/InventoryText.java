package dev.madrugada.cli.lake;

import dev.madrugada.cli.lake.LakeInventory.NightsEntry;
import dev.madrugada.cli.lake.LakeInventory.PartitionEntry;
import dev.madrugada.cli.lake.LakeInventory.TableEntry;
import dev.madrugada.common.text.Numbers;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Prints an inventory for people. */
record InventoryText(PrintWriter out) {
    void tables(LakeInventory inventory) {
        for (TableEntry table : inventory.tables()) {
            List<PartitionEntry> partitions = table.partitions();
            out.println();
            out.println(table.table() + ": " + counted(partitions.size(), "partition") + " "
                    + partitions.get(0).partition() + " to "
                    + partitions.get(partitions.size() - 1).partition());
            line(
                    "current",
                    Numbers.grouped(sum(partitions, PartitionEntry::rows)) + " rows in "
                            + counted(sum(partitions, PartitionEntry::files), "file") + ", "
                            + Numbers.bytes(sum(partitions, PartitionEntry::bytes)));
            line(
                    "generations",
                    Numbers.grouped(sum(partitions, PartitionEntry::generations)) + " kept; files of older ones only: "
                            + Numbers.bytes(sum(partitions, PartitionEntry::olderBytes)));
            line("staged", staged(partitions));
            line(
                    "leftovers",
                    counted(sum(partitions, PartitionEntry::leftoverFiles), "file") + ", "
                            + Numbers.bytes(sum(partitions, PartitionEntry::leftoverBytes)));
            line(
                    "to collect",
                    counted(sum(partitions, PartitionEntry::garbageFiles), "file") + ", "
                            + Numbers.bytes(sum(partitions, PartitionEntry::garbageBytes)));
            verdicts(partitions);
        }
    }

    /** The days of each dataset that have a complete night, and those that are missed. */
    void nights(LakeInventory inventory) {
        for (NightsEntry nights : inventory.nights()) {
            out.println();
            out.println("nights of " + nights.dataset() + ": " + Numbers.grouped(nights.complete()) + " complete"
                    + (nights.complete() == 0 ? "" : ", from " + nights.first() + " to " + nights.last()));
            line(
                    "missed",
                    nights.missed().isEmpty()
                            ? "none"
                            : nights.missed().stream().map(LocalDate::toString).collect(Collectors.joining(", ")));
        }
    }

    /** One line for each partition, and one for each missed day. */
    void partitions(LakeInventory inventory) {
        for (TableEntry table : inventory.tables()) {
            for (PartitionEntry partition : table.partitions()) {
                out.println(table.table() + " " + partition.partition() + "  generation " + partition.generation()
                        + " of " + partition.generations() + " kept, "
                        + Numbers.grouped(partition.rows()) + " rows, " + counted(partition.files(), "file") + ", "
                        + Numbers.bytes(partition.bytes())
                        + (partition.waiting() ? ", staged content waits" : "")
                        + (partition.leftoverFiles() > 0
                                ? ", leftovers " + Numbers.bytes(partition.leftoverBytes())
                                : "")
                        + (partition.verdict().isEmpty() ? "" : ", verdict " + partition.verdict()));
            }
        }
        for (NightsEntry nights : inventory.nights()) {
            nights.missed().forEach(day -> out.println("night of " + nights.dataset() + " " + day + "  missed"));
        }
    }

    private void verdicts(List<PartitionEntry> partitions) {
        List<String> counts = new ArrayList<>();
        for (String verdict : List.of("passed", "failed", "none")) {
            long number = partitions.stream()
                    .filter(partition -> partition.verdict().equals(verdict))
                    .count();
            if (number > 0) {
                counts.add(Numbers.grouped(number) + " " + verdict);
            }
        }
        if (!counts.isEmpty()) {
            line("verdicts", String.join(", ", counts));
        }
    }

    private static String staged(List<PartitionEntry> partitions) {
        List<String> waiting = partitions.stream()
                .filter(PartitionEntry::waiting)
                .map(PartitionEntry::partition)
                .toList();
        return Numbers.grouped(sum(partitions, PartitionEntry::staged))
                + (waiting.isEmpty() ? "" : "; not published yet: " + String.join(", ", waiting));
    }

    private void line(String name, String value) {
        out.printf("  %-12s %s%n", name, value);
    }

    private static long sum(List<PartitionEntry> partitions, ToLongFunction<PartitionEntry> figure) {
        return partitions.stream().mapToLong(figure).sum();
    }

    private static String counted(long number, String thing) {
        return Numbers.grouped(number) + " " + thing + (number == 1 ? "" : "s");
    }
}
