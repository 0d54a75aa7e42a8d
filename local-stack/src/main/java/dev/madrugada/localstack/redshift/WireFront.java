package dev.madrugada.localstack.redshift;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the clients' connections on a free port of 127.0.0.1. */
final class WireFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WireFront.class);

    private final ServerSocket listener;
    private final int serverPort;
    private final Login login;
    private final Supplier<StatementTranslator> translators;
    private final Supplier<CommitGate> gates;
    private final Set<WireConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    private WireFront(
            ServerSocket listener,
            int serverPort,
            Login login,
            Supplier<StatementTranslator> translators,
            Supplier<CommitGate> gates) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.login = login;
        this.translators = translators;
        this.gates = gates;
    }

    /**
     * Starts to listen.
     *
     * @param translators gives each connection its own
     * @param gates gives each connection its own
     */
    static WireFront start(
            int serverPort, Login login, Supplier<StatementTranslator> translators, Supplier<CommitGate> gates)
            throws IOException {
        ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        WireFront front = new WireFront(listener, serverPort, login, translators, gates);
        daemon("redshift-front", front::accept);
        return front;
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon("redshift-" + count.incrementAndGet(), () -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("a connection was not taken", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (WireConnection connection =
                new WireConnection(client, serverPort, login, translators.get(), gates.get())) {
            connections.add(connection);
            try {
                connection.serve();
            } finally {
                connections.remove(connection);
            }
        } catch (IOException e) {
            LOG.debug("a connection ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (WireConnection connection : connections) {
            connection.close();
        }
    }
}
