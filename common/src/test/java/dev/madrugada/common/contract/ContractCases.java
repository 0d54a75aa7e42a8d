package dev.madrugada.common.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The contracts of the test resource contracts.txt, which explains its form. */
final class ContractCases {
    static final List<ContractCase> ALL = read();

    private ContractCases() {}

    /** Who accepts and who refuses a contract. */
    enum Expected {
        ACCEPTED,
        REFUSED,
        REFUSED_BY_THE_READER
    }

    /**
     * A contract and what is expected of it.
     *
     * @param messages parts of the reader's message; empty if the contract is accepted
     */
    record ContractCase(Expected expected, String name, String text, List<String> messages) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<ContractCase> of(Expected expected) {
        return ALL.stream().filter(one -> one.expected() == expected).toList();
    }

    private static List<ContractCase> read() {
        try (InputStream in = ContractCases.class.getResourceAsStream("contracts.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<String> blocks = List.of(text.split("(?m)^== "));
            return blocks.subList(1, blocks.size()).stream()
                    .map(ContractCases::contractCase)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ContractCase contractCase(String block) {
        List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
        String[] head = lines.get(0).split(": ", 2);
        Map<String, String> sections = new LinkedHashMap<>();
        Map<String, String> payload = new LinkedHashMap<>();
        List<String> messages = new ArrayList<>();
        StringBuilder columns = new StringBuilder(
                "\n    - {name: id, type: bigint, required: true}\n    - {name: at, type: timestamp, required: true}");
        for (String line : lines.subList(1, lines.size())) {
            String rest = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("! ")) {
                messages.add(rest);
            } else if (line.startsWith("column ")) {
                columns.append("\n    - {")
                        .append(rest.startsWith("name:") ? "" : "name: x, ")
                        .append(rest)
                        .append('}');
            } else if (line.startsWith("payload ")) {
                payload.put(key(rest), "  " + rest);
            } else {
                sections.put(key(line), line);
            }
        }
        payload.putIfAbsent("columns", "  columns:" + columns);
        sections.put("payload", "payload:\n" + String.join("\n", payload.values()));
        for (String section : List.of(
                "version: 1",
                "dataset: orders",
                "source: {kinesis: {stream: orders}}",
                "key: {columns: [id]}",
                "event-time: {column: at, partition: day}",
                "warehouse: {schema: sales, table: orders}",
                "report: {title: Orders, sender: a@example.com, label: hour, values: [orders]}")) {
            sections.putIfAbsent(key(section), section);
        }
        return new ContractCase(
                Expected.valueOf(head[0].toUpperCase(java.util.Locale.ROOT).replace(' ', '_')),
                head[1].strip(),
                String.join("\n", sections.values()) + "\n",
                messages);
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf(':'));
    }
}
