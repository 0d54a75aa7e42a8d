package dev.madrugada.night.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Passes the bytes of connections to an address of this machine on to the same port of its loopback interface, where the
 * local stack listens. It can hold the first request of a kind and call something while the requester waits, such as the
 * killing of the requester.
 */
final class StackForwarder implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    /** No request is sent before the response to the one before it, so the bytes of a request begin a buffer. */
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ /\\S* HTTP/1\\.1");

    /** When the action of a held request is called. */
    enum Moment {
        /** The request and its answer pass as if nobody looked. */
        OBSERVED,
        /** The stack has not got the request, and never gets it. */
        BEFORE_THE_REQUEST,
        /** The stack has answered; the requester never gets the answer. */
        BEFORE_THE_ANSWER
    }

    /**
     * The request to hold.
     *
     * @param line what its first line matches from the beginning
     * @param passed the number of such requests that pass before
     * @param action gets the requester's address
     */
    record Hold(Pattern line, int passed, Moment moment, Consumer<String> action) {}

    private final ServerSocket server;
    private final AtomicReference<Hold> hold = new AtomicReference<>();
    private final AtomicInteger matched = new AtomicInteger();

    StackForwarder(String address, int port) throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        daemon("forwarder-" + port, this::accept);
    }

    /** Holds the next request of a kind, and only this one. */
    void holdNext(Hold next) {
        matched.set(0);
        hold.set(next);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket stack = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Connection connection = new Connection(client, stack);
                daemon("requests", connection::passRequests);
                daemon("answers", connection::passAnswers);
            } catch (IOException closed) {
                // The loop ends if the server is closed; a connection that the stack refuses is dropped.
            }
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket stack;
        private final AtomicReference<Hold> heldAnswer = new AtomicReference<>();

        Connection(Socket client, Socket stack) {
            this.client = client;
            this.stack = stack;
        }

        void passRequests() {
            pass(client, stack, (bytes, count) -> {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                Hold next = hold.get();
                if (next == null
                        || !REQUEST_LINE.matcher(text).lookingAt()
                        || !next.line().matcher(text).lookingAt()
                        || matched.getAndIncrement() < next.passed()
                        || !hold.compareAndSet(next, null)) {
                    return true;
                }
                if (next.moment() == Moment.OBSERVED) {
                    next.action().accept(client.getInetAddress().getHostAddress());
                    return true;
                }
                if (next.moment() == Moment.BEFORE_THE_REQUEST) {
                    next.action().accept(client.getInetAddress().getHostAddress());
                    return false;
                }
                heldAnswer.set(next);
                return true;
            });
        }

        void passAnswers() {
            pass(stack, client, (bytes, count) -> {
                // A requester with a large body first waits for "100 Continue", which is no answer.
                boolean isAnswer =
                        !new String(bytes, 0, Math.min(count, 12), StandardCharsets.ISO_8859_1).equals("HTTP/1.1 100");
                Hold held = isAnswer ? heldAnswer.getAndSet(null) : null;
                if (held == null) {
                    return true;
                }
                held.action().accept(client.getInetAddress().getHostAddress());
                return false;
            });
        }

        private void pass(Socket from, Socket to, Filter filter) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (!filter.isPassed(buffer, count)) {
                        return;
                    }
                    out.write(buffer, 0, count);
                }
            } catch (IOException closed) {
                // One end closed the connection; both sockets are closed here.
            }
        }
    }

    private interface Filter {
        boolean isPassed(byte[] bytes, int count);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
