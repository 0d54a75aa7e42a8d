package dev.madrugada.ingest.files.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.madrugada.common.contract.CsvForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV (RFC 4180), each as a JSON object of texts. An empty value without quotes is null, one in quotes is an
 * empty text. Empty lines are no rows.
 *
 * <p>A row that has another number of values than the header, a quote at a wrong place, or bytes that are not in the
 * encoding becomes a record of its own bytes, so that transform refuses it and nothing is lost.
 */
final class CsvRows implements FileRecords {
    private final ContentBytes in;
    private final CsvForm form;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final JsonPayload json = new JsonPayload();
    private final RecordBytes row = new RecordBytes();
    private final RecordBytes values = new RecordBytes();
    /** For each value of the row: where it ends in {@code values}, and whether it was in quotes. */
    private final List<Integer> ends = new ArrayList<>();

    private final List<Boolean> quoted = new ArrayList<>();
    private boolean isMalformed;
    private @Nullable List<String> names;
    private long position = -1;

    CsvRows(InputStream content, CsvForm form) throws IOException {
        Charset given = Charset.forName(form.encoding());
        boolean asItIs =
                given.equals(StandardCharsets.UTF_8) || given.newEncoder().maxBytesPerChar() == 1.0f;
        this.charset = asItIs ? given : StandardCharsets.UTF_8;
        this.in = new ContentBytes(asItIs ? content : new Transcoded(content, given), 0);
        this.form = form;
        this.decoder = charset.newDecoder();
        if (charset.equals(StandardCharsets.UTF_8)) {
            in.skipByteOrderMark();
        }
        this.names = form.columns().isEmpty() ? null : form.columns();
    }

    @Override
    public boolean next() throws IOException {
        if (position < 0) {
            requireOwnByteOrderMark();
        }
        if (names == null) {
            if (!readRow()) {
                return false;
            }
            names = header();
        }
        position++;
        return readRow();
    }

    @Override
    public byte[] payload() throws IOException {
        List<String> columns = names;
        if (columns == null || isMalformed || ends.size() != columns.size()) {
            return row.copy();
        }
        JsonGenerator object = json.begin();
        object.writeStartObject();
        try {
            for (int i = 0; i < columns.size(); i++) {
                String value = value(i);
                object.writeFieldName(columns.get(i));
                if (value.isEmpty() && !quoted.get(i)) {
                    object.writeNull();
                } else {
                    object.writeString(value);
                }
            }
        } catch (CharacterCodingException otherEncoding) {
            json.discard();
            return row.copy();
        }
        object.writeEndObject();
        return json.end();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A file in an encoding of one byte for each character cannot begin with a byte-order mark, but text in UTF-8 can. */
    private void requireOwnByteOrderMark() throws IOException {
        if (!charset.equals(StandardCharsets.UTF_8) && in.hasByteOrderMark()) {
            throw new BrokenFileException("the file begins with the byte-order mark of UTF-8, and"
                    + " source.files.csv.encoding is " + charset.name());
        }
    }

    private List<String> header() throws IOException {
        if (isMalformed) {
            throw new BrokenFileException("the header has a quote at a wrong place");
        }
        List<String> header = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (int i = 0; i < ends.size(); i++) {
            String name = name(i);
            if (name.isBlank() || !before.add(name)) {
                throw new BrokenFileException("the header has " + (name.isBlank() ? "an empty name" : "a name twice")
                        + " in column " + (i + 1));
            }
            header.add(name);
        }
        return List.copyOf(header);
    }

    private String name(int index) throws BrokenFileException {
        try {
            return value(index);
        } catch (CharacterCodingException otherEncoding) {
            throw new BrokenFileException("the header's name in column " + (index + 1) + " is not in " + charset.name()
                    + ", which source.files.csv.encoding names or has by default");
        }
    }

    private String value(int index) throws CharacterCodingException {
        int from = index == 0 ? 0 : ends.get(index - 1);
        return decoder.decode(ByteBuffer.wrap(values.copy(from, ends.get(index))))
                .toString();
    }

    /** Reads the next row that is not an empty line; false at the end. */
    private boolean readRow() throws IOException {
        while (in.peek() != ContentBytes.END) {
            row.clear();
            values.clear();
            ends.clear();
            quoted.clear();
            isMalformed = false;
            while (readValue()) {
                // The next value of the row.
            }
            if (row.length() > 0 && row.at(row.length() - 1) == '\r') {
                row.truncate(row.length() - 1);
            }
            if (row.length() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads a value and what ends it; false if the row ended with it. */
    private boolean readValue() throws IOException {
        boolean isQuoted = in.peek() == form.quote();
        if (isQuoted) {
            take();
            readQuoted();
        }
        while (true) {
            int next = in.read();
            if (next == form.delimiter() || next == '\n' || next == ContentBytes.END) {
                if (next == form.delimiter()) {
                    row.append(next);
                } else if (!isQuoted) {
                    dropCarriageReturn();
                }
                ends.add(values.length());
                quoted.add(isQuoted);
                return next == form.delimiter();
            }
            row.append(next);
            boolean isLineEnd = next == '\r' && (in.peek() == '\n' || in.peek() == ContentBytes.END);
            if (next == form.quote() || (isQuoted && !isLineEnd)) {
                isMalformed = true;
            }
            if (!isQuoted) {
                values.append(next);
            }
        }
    }

    /** Removes a carriage return at the end of the row's last value, which belongs to the line's end. */
    private void dropCarriageReturn() {
        int from = ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
        if (values.length() > from && values.at(values.length() - 1) == '\r') {
            values.truncate(values.length() - 1);
        }
    }

    /** Reads the rest of a value in quotes, with the closing quote. */
    private void readQuoted() throws IOException {
        while (true) {
            int next = in.read();
            if (next == ContentBytes.END) {
                throw new BrokenFileException("the file ends inside quotes");
            }
            row.append(next);
            if (next != form.quote()) {
                values.append(next);
            } else if (in.peek() == form.quote()) {
                take();
                values.append(next);
            } else {
                return;
            }
        }
    }

    private void take() throws IOException {
        row.append(in.read());
    }
}
