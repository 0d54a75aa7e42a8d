package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.SourceColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses payloads as the contract defines, in one pass over their bytes. A payload must be exactly one JSON object in
 * UTF-8; a byte-order mark before it is skipped (RFC 8259, section 8.1). Each Spark task builds one parser. Not
 * thread-safe.
 */
public final class PayloadParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names are looked up by value, so interning them costs more time than it saves.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Field names with colliding hashes may slow a record down; they must not end the job.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // A number of any length is JSON. Its column decides whether it fits, in time linear in the length.
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
    private boolean hasReadObject;

    /** A payload column with the reader for its type. */
    record PlannedColumn(String name, ValueReader reader, SourceColumn.Presence presence) {
        boolean isRequired() {
            return presence == SourceColumn.Presence.REQUIRED;
        }
    }

    public PayloadParser(Payload payload) {
        this.columns = payload.columns().stream()
                .map(source -> new PlannedColumn(
                        source.column().name(),
                        ValueReader.of(source.column().type(), source.rules()),
                        source.presence()))
                .toList();
        this.unknownFields = payload.unknownFields();
        this.invalidValues = payload.invalidValues();
        this.root = FieldNode.tree(
                payload.columns().stream().map(PayloadParser::names).toList());
    }

    private static List<String> names(SourceColumn source) {
        return source.path().steps().stream()
                .map(step -> ((FieldPath.Field) step).name())
                .toList();
    }

    public ParsedPayload parse(byte @Nullable [] payload) {
        Optional<Reason> refusal = PayloadBytes.refusal(payload);
        if (payload == null || refusal.isPresent()) {
            return ParsedPayload.refused(columns.size(), refusal.orElseThrow());
        }
        recordNumber++;
        try (JsonParser json = JSON.createParser(payload)) {
            return new PayloadReader(json, payload, this).read();
        } catch (JsonProcessingException malformed) {
            // Jackson's message quotes the payload, so only the position is used.
            long at = malformed.getLocation() == null
                    ? 0
                    : Math.max(0, malformed.getLocation().getByteOffset());
            return ParsedPayload.refused(
                    columns.size(),
                    PayloadBytes.unreadable(payload, ReasonCode.MalformedJson, "malformed JSON at byte " + at));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory cannot be read", impossible);
        }
    }

    /** The columns whose field occurred so far; the bit after the last column is set if any object was read. */
    public BitSet seen() {
        BitSet seen = new BitSet();
        root.markSeen(seen);
        seen.set(columns.size(), hasReadObject);
        return seen;
    }

    void noteObject() {
        hasReadObject = true;
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
