package dev.madrugada.aws.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server that accepts puts. It closes the connection after the head of some requests, as a restarted server
 * does.
 */
final class ConnectionClosingServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Set<Integer> cut;
    private final AtomicInteger requests = new AtomicInteger();

    /** @param cut numbers of the requests, counted from 1, that get no response */
    ConnectionClosingServer(Set<Integer> cut) {
        try {
            socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.cut = Set.copyOf(cut);
        Thread accepting = new Thread(this::accept, "cutting-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                serve(new BufferedInputStream(connection.getInputStream()), connection.getOutputStream());
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            if (cut.contains(requests.incrementAndGet())) {
                return;
            }
            if (head.contains("expect: 100-continue")) {
                answer(out, "HTTP/1.1 100 Continue\r\n\r\n");
            }
            in.skipNBytes(length(head));
            answer(out, "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private static void answer(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The head of the next request in lower case; an empty string at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return "";
            }
            head.write(read);
            text = read == '\n' ? head.toString(StandardCharsets.US_ASCII) : "";
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(
                        line.substring("content-length:".length()).trim()))
                .findAny()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
