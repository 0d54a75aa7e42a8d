package dev.madrugada.common.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/** A contract with every key, for tests that compare the reader's keys with other lists. */
final class EveryKey {
    private EveryKey() {}

    static String contract() {
        try (InputStream in = EveryKey.class.getResourceAsStream("every-key.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Every key that the reader reads, as a path such as {@code payload.columns[].name}. */
    static Set<String> readKeys() {
        YamlDocument document = YamlDocument.parse("dataset.yaml", contract());
        ContractReader.read(document);
        return document.readKeys();
    }
}
