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

/** Accepts the clients' connections on a free port of 127.0.0.1 and serves each by a {@link ProxyConnection}. */
final class RedshiftProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedshiftProxy.class);

    private final ServerSocket listener;
    private final int serverPort;
    private final Login login;
    private final Supplier<StatementTranslator> translators;
    private final Supplier<CommitGate> gates;
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    private RedshiftProxy(
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
     * Starts listening.
     *
     * @param translators supplies a new translator for each connection
     * @param gates supplies a new gate for each connection
     */
    static RedshiftProxy start(
            int serverPort, Login login, Supplier<StatementTranslator> translators, Supplier<CommitGate> gates)
            throws IOException {
        ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        RedshiftProxy proxy = new RedshiftProxy(listener, serverPort, login, translators, gates);
        daemon("redshift-proxy", proxy::accept);
        return proxy;
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
                    LOG.warn("accepting a connection failed", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (ProxyConnection connection =
                new ProxyConnection(client, serverPort, login, translators.get(), gates.get())) {
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
        for (ProxyConnection connection : connections) {
            connection.close();
        }
    }
}
