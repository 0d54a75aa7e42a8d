package dev.madrugada.common.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A contract with every key, for tests that compare the reader's keys with other lists. A contract has one source, so
 * the keys of the other sources are in contracts that differ in their source only.
 */
final class EveryKey {
    private static final String SOURCE = "source: {kinesis: {stream: orders}}";
    private static final List<String> OTHER_SOURCES = List.of(
            "source: {kafka: {bootstrap: \"b-1:9096,b-2:9096\", topic: orders, timestamp: create,"
                    + " security: {protocol: sasl-ssl, mechanism: scram-sha-512}, secret: AmazonMSK_orders}}",
            "source: {files: {location: \"s3://bucket/{yyyy}/{MM}/{dd}/{HH}/\", prefix-zone: UTC, format: csv,"
                    + " compression: gzip, csv: {header: false, columns: [a, b], delimiter: \";\", quote: none,"
                    + " encoding: utf-8}, errors: [\"s3://bucket/errors/\"], broken-files: fail}}");

    private EveryKey() {}

    static String contract() {
        try (InputStream in = EveryKey.class.getResourceAsStream("every-key.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@link #contract}, and one contract for each other source. */
    static List<String> contracts() {
        return Stream.concat(Stream.of(contract()), OTHER_SOURCES.stream().map(EveryKey::withSource))
                .toList();
    }

    private static String withSource(String source) {
        String contract = contract().replace(SOURCE, source);
        // The records of files are JSON.
        return source.contains("{files:") ? contract.replaceFirst(" +format: avro\n +avro: .*\n", "") : contract;
    }

    /** Every key that the reader reads, as a path such as {@code payload.columns[].name}. */
    static Set<String> readKeys() {
        return contracts().stream()
                .flatMap(contract -> {
                    YamlDocument document = YamlDocument.parse("dataset.yaml", contract);
                    ContractReader.read(document);
                    return document.readKeys().stream();
                })
                .collect(Collectors.toSet());
    }
}
