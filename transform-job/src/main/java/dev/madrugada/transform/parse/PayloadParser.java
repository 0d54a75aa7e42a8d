package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.madrugada.common.contract.Cleaning;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads as the contract says, in one walk over their bytes. A payload must be exactly one JSON object in
 * UTF-8; a byte-order mark before it is passed over (RFC 8259, section 8.1). Built once per task; not for several threads at once.
 */
final class PayloadParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names are looked up by value; interning them costs more than it saves.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Names made to collide are to be slow, not to end the job.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // A number of any length is JSON: whether it fits is for its column to say, which costs time linear in it.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final List<PlannedColumn> columns;
    private final Payload.UnknownFields unknownFields;
    private final Payload.InvalidValues invalidValues;
    private final FieldNode root;
    private long recordNumber;
    private boolean hasMetObject;

    /** A column of the payload, ready to be read. */
    record PlannedColumn(String name, ValueReader reader, List<Cleaning> cleaning, SourceColumn.Presence presence) {
        boolean isRequired() {
            return presence == SourceColumn.Presence.REQUIRED;
        }
    }

    PayloadParser(Payload payload) {
        this.columns = payload.columns().stream()
                .map(source -> new PlannedColumn(
                        source.column().name(),
                        ValueReader.of(source.column().type()),
                        source.cleaning(),
                        source.presence()))
                .toList();
        this.unknownFields = payload.unknownFields();
        this.invalidValues = payload.invalidValues();
        this.root = FieldNode.tree(
                payload.columns().stream().map(SourceColumn::path).toList());
    }

    ParsedPayload parse(byte @Nullable [] payload) {
        Optional<Reason> damage = PayloadBytes.damage(payload);
        if (payload == null || damage.isPresent()) {
            return ParsedPayload.refused(columns.size(), damage.orElseThrow());
        }
        recordNumber++;
        try (JsonParser json = JSON.createParser(payload)) {
            return new PayloadReader(json, payload, this).walked();
        } catch (JsonProcessingException malformed) {
            // Its message quotes the payload, so only the place is taken over.
            long at = malformed.getLocation() == null
                    ? 0
                    : Math.max(0, malformed.getLocation().getByteOffset());
            return ParsedPayload.refused(
                    columns.size(),
                    PayloadBytes.damaged(payload, ReasonCode.MalformedJson, "no readable JSON at byte " + at));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory cannot be read", impossible);
        }
    }

    /** The columns whose field was met so far, and a bit after the last one if any object was. */
    BitSet seen() {
        BitSet seen = new BitSet();
        root.markSeen(seen);
        seen.set(columns.size(), hasMetObject);
        return seen;
    }

    void meetObject() {
        hasMetObject = true;
    }

    List<PlannedColumn> columns() {
        return columns;
    }

    FieldNode root() {
        return root;
    }

    long recordNumber() {
        return recordNumber;
    }

    boolean refusesUnknownFields() {
        return unknownFields == Payload.UnknownFields.QUARANTINE;
    }

    boolean refusesInvalidValues() {
        return invalidValues == Payload.InvalidValues.QUARANTINE;
    }
}
