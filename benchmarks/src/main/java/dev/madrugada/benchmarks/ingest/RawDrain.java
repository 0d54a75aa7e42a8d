package dev.madrugada.benchmarks.ingest;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Measures how fast the local Kinesis serves: reads pages from a socket and decodes only their number of records and
 * the next iterator.
 */
final class RawDrain {
    /** The bytes kept from the end of a page, which contain the next iterator. */
    private static final int TAIL = 1 << 10;
    /**
     * The position of the number of records: after a map of indefinite length, the key Records and the head of a list.
     */
    private static final int COUNT_AT = 10;

    private final byte[] buffer = new byte[1 << 18];
    private final byte[] tail = new byte[TAIL];
    private final OutputStream out;
    private final DataInputStream in;
    private final String host;

    private RawDrain(Socket socket) throws IOException {
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(socket.getInputStream());
        this.host = "127.0.0.1:" + socket.getPort();
    }

    public static void main(String[] args) throws Exception {
        ReadRequest request = ReadRequest.of(args);
        System.out.println(Gauge.measured(request, () -> read(request)).encoded());
    }

    private static Gauge.Count read(ReadRequest request) throws IOException {
        URI endpoint = URI.create(request.endpoint());
        long records = 0;
        try (KinesisClient kinesis = BareLoop.client(request);
                Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            RawDrain drain = new RawDrain(socket);
            for (Shard shard : kinesis.listShards(list -> list.streamName(request.stream()))
                    .shards()) {
                Optional<String> iterator = Optional.of(BareLoop.firstIterator(kinesis, request, shard.shardId()));
                while (iterator.isPresent()) {
                    DrainedPage page = drain.page(iterator.get());
                    records += page.records();
                    iterator = page.records() == 0 ? Optional.empty() : page.next();
                }
            }
        }
        return new Gauge.Count(records, records * request.bytes());
    }

    private record DrainedPage(int records, Optional<String> next) {}

    private DrainedPage page(String iterator) throws IOException {
        out.write(request(iterator));
        int length = contentLength();
        int count = 0;
        int tailLength = Math.min(TAIL, length);
        for (int at = 0; at < length; ) {
            int read = in.read(buffer, 0, Math.min(buffer.length, length - at));
            if (read < COUNT_AT + Integer.BYTES && at == 0) {
                throw new EOFException("the first piece of a page is too short");
            }
            if (at == 0) {
                count = ByteBuffer.wrap(buffer).getInt(COUNT_AT);
            }
            keep(at - (length - tailLength), read);
            at += read;
        }
        return new DrainedPage(count, next(tailLength));
    }

    /**
     * Copies the part of a piece that belongs to the tail. {@code at} is the start of the piece, relative to the tail.
     */
    private void keep(int at, int read) {
        int from = Math.max(0, -at);
        if (from < read) {
            System.arraycopy(buffer, from, tail, at + from, read - from);
        }
    }

    private Optional<String> next(int tailLength) {
        String text = new String(tail, 0, tailLength, StandardCharsets.ISO_8859_1);
        int name = text.lastIndexOf("NextShardIterator");
        if (name < 0) {
            return Optional.empty();
        }
        // In CBOR, a text of 24 to 255 bytes has a head of two bytes. The second byte is the length of the text.
        int head = name + "NextShardIterator".length();
        int from = head + 2;
        return Optional.of(text.substring(from, from + text.charAt(head + 1)));
    }

    /** The request GetRecords. Its CBOR body is a map with the iterator. */
    private byte[] request(String iterator) {
        byte[] token = iterator.getBytes(StandardCharsets.US_ASCII);
        byte[] name = "ShardIterator".getBytes(StandardCharsets.US_ASCII);
        int length = 2 + name.length + 3 + token.length;
        byte[] head = ("POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/x-amz-cbor-1.1\r\n"
                        + "X-Amz-Target: Kinesis_20131202.GetRecords\r\nContent-Length: "
                        + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + length)
                .put(head)
                .put((byte) 0xa1)
                .put((byte) (0x60 + name.length))
                .put(name)
                .put((byte) 0x79)
                .putShort((short) token.length)
                .put(token)
                .array();
    }

    @SuppressWarnings("deprecation") // readLine decodes ASCII correctly, and header lines are ASCII
    private int contentLength() throws IOException {
        String status = in.readLine();
        if (status == null || !status.contains(" 200 ")) {
            throw new IOException("the local Kinesis answered " + status);
        }
        int length = -1;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return length;
    }
}
