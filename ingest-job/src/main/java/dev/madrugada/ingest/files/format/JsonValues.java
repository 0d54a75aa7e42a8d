package dev.madrugada.ingest.files.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * JSON values one after the other, with or without white space or commas between them, and the elements of arrays. Each
 * record has exactly the bytes of its value.
 *
 * <p>What is no JSON is a record too, so that transform refuses it and nothing is lost. Such a record ends where the next
 * one can begin: before an object at a place where JSON allows none, at a line break inside a text, or after the next
 * {@code }} that an object follows. Every byte of the file is in one record, except white space between records, commas,
 * and the brackets of arrays.
 */
final class JsonValues implements FileRecords {
    private final ContentBytes in;
    private final RecordBytes record = new RecordBytes();
    private boolean isInArray;
    private long position;

    /** The open objects and arrays of the current record, as the characters that opened them. */
    private byte[] open = new byte[32];

    private int depth;

    JsonValues(InputStream content) throws IOException {
        this.in = new ContentBytes(content, 0);
        in.skipByteOrderMark();
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            int next = in.peek();
            if (next == ContentBytes.END) {
                if (isInArray) {
                    throw new BrokenFileException("the file ends inside an array");
                }
                return false;
            }
            if (RecordBytes.isWhiteSpace(next) || next == ',') {
                in.read();
            } else if (isInArray && next == ']') {
                in.read();
                isInArray = false;
            } else if (!isInArray && next == '[') {
                in.read();
                isInArray = true;
            } else {
                record.clear();
                position = in.position();
                if (next == '{' || next == '[') {
                    readContainer();
                } else {
                    readOther();
                }
                record.trimEnd();
                return true;
            }
        }
    }

    @Override
    public byte[] payload() {
        return record.copy();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads an object, or an array in an array, up to its end or to the place that shows that it is broken. */
    private void readContainer() throws IOException {
        depth = 0;
        int previous = ContentBytes.END;
        for (int next = in.peek(); next != ContentBytes.END; next = in.peek()) {
            if (next == '{' && depth > 0 && !isValueExpected(previous)) {
                return;
            }
            if (next == '"' && !isTextExpected(previous)) {
                readToNextObject();
                return;
            }
            take();
            if (next == '"') {
                if (!readText()) {
                    return;
                }
                previous = next;
            } else if (next == '{' || next == '[') {
                push(next);
                previous = next;
            } else if (next == '}' || next == ']') {
                depth--;
                if (depth == 0) {
                    return;
                }
                previous = next;
            } else if (!RecordBytes.isWhiteSpace(next)) {
                if (previous == '"' && next != ':' && next != ',') {
                    readToNextObject();
                    return;
                }
                previous = next;
            }
        }
    }

    private boolean isValueExpected(int previous) {
        return open[depth - 1] == '[' ? previous == '[' || previous == ',' : previous == ':';
    }

    private static boolean isTextExpected(int previous) {
        return previous == '{' || previous == '[' || previous == ',' || previous == ':';
    }

    /** Reads a text after its first quote; false if a line ends in it, which JSON forbids. */
    private boolean readText() throws IOException {
        for (int next = in.peek(); next != ContentBytes.END; next = in.peek()) {
            if (next == '\n') {
                return false;
            }
            take();
            if (next == '"') {
                return true;
            }
            if (next == '\\' && in.peek() != ContentBytes.END && in.peek() != '\n') {
                take();
            }
        }
        return true;
    }

    /** Reads on in a broken record: to the end of the line, or to a closing brace after which an object follows. */
    private void readToNextObject() throws IOException {
        int closed = 0;
        for (int next = in.peek(); next != ContentBytes.END && next != '\n'; next = in.peek()) {
            if (next == '{' && closed > 0) {
                record.truncate(closed);
                return;
            }
            take();
            if (next == '}') {
                closed = record.length();
            } else if (!RecordBytes.isWhiteSpace(next) && next != ',') {
                closed = 0;
            }
        }
    }

    /** Reads what is no object: to the end of the line, to an object, or in an array to the end of the element. */
    private void readOther() throws IOException {
        if (in.peek() == '"') {
            take();
            if (!readText()) {
                return;
            }
        }
        for (int next = in.peek(); next != ContentBytes.END && next != '\n' && next != '{'; next = in.peek()) {
            if (isInArray && (next == ',' || next == ']')) {
                return;
            }
            take();
        }
    }

    private void take() throws IOException {
        record.append(in.read());
    }

    private void push(int bracket) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = (byte) bracket;
    }
}
