package dev.madrugada.ingest.files.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lines, each a record whatever it holds: a line that is no JSON is a record too, which transform refuses. Lines of white
 * space are no records. A line ends with LF or CR LF; the last one may lack it.
 */
final class JsonLines implements FileRecords {
    private final ContentBytes in;
    private final long end;
    private final RecordBytes line = new RecordBytes();
    private long position;

    /**
     * @param in the content from {@code start} on, at the start of a line
     * @param end lines that begin at or after this position are left out
     */
    private JsonLines(ContentBytes in, long end) {
        this.in = in;
        this.end = end;
    }

    /** The lines of a whole file. */
    static JsonLines of(InputStream content) throws IOException {
        ContentBytes in = new ContentBytes(content, 0);
        in.skipByteOrderMark();
        return new JsonLines(in, Long.MAX_VALUE);
    }

    /**
     * The lines that begin in a part of a file.
     *
     * @param content the file's content from the byte before {@code start} on
     * @param start the first position of the part, at least 1
     */
    static JsonLines ofPart(InputStream content, long start, long end) throws IOException {
        ContentBytes in = new ContentBytes(content, start - 1);
        for (int next = in.read(); next != '\n' && next != ContentBytes.END; next = in.read()) {
            // The line begins before this part.
        }
        return new JsonLines(in, end);
    }

    /** The lines that begin before a position, from the file's start on. */
    static JsonLines ofFirstPart(InputStream content, long end) throws IOException {
        ContentBytes in = new ContentBytes(content, 0);
        in.skipByteOrderMark();
        return new JsonLines(in, end);
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            line.clear();
            position = in.position();
            if (position >= end || !in.readLine(line)) {
                return false;
            }
            if (!line.isBlank()) {
                if (line.at(line.length() - 1) == '\r') {
                    line.truncate(line.length() - 1);
                }
                return true;
            }
        }
    }

    @Override
    public byte[] payload() {
        return line.copy();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
