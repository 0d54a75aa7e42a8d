package dev.madrugada.cli.run;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a line of an input file holds a record's payload: as it is, or in Base64, since a binary payload may have line ends. */
enum LinePayload {
    PLAIN,
    BASE64;

    static LinePayload of(DatasetContract contract) {
        return contract.payload().format().kind() == PayloadFormat.Kind.JSON ? PLAIN : BASE64;
    }

    /**
     * The payload of a line.
     *
     * @throws IllegalArgumentException if the line is not Base64
     */
    byte[] of(byte[] line) {
        return this == PLAIN ? line : Base64.getDecoder().decode(new String(line, StandardCharsets.ISO_8859_1).strip());
    }

    /** The value of the preload's parameter {@code payload}. */
    String parameter() {
        return this == PLAIN ? "plain" : "base64";
    }
}
