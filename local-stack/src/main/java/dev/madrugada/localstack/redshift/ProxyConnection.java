package dev.madrugada.localstack.redshift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The connection of one client. This class handles start-up and password; PostgreSQL handles the session. This class
 * also translates the SQL in the client's messages and the errors in the server's messages.
 */
final class ProxyConnection implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Socket client;
    private final int serverPort;
    private final Login login;
    private final StatementTranslator translator;
    private final CommitGate gate;
    private final Socket server = new Socket();
    /** The statement that the client sent last. The server processes statements one after the other. */
    private volatile Translation statement = Translation.unchanged("");

    ProxyConnection(Socket client, int serverPort, Login login, StatementTranslator translator, CommitGate gate) {
        this.client = client;
        this.serverPort = serverPort;
        this.login = login;
        this.translator = translator;
        this.gate = gate;
    }

    /** Forwards messages until either side closes its connection. */
    void serve() throws IOException, InterruptedException {
        client.setTcpNoDelay(true);
        DataInputStream fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream(), BUFFER));
        DataOutputStream toClient = new DataOutputStream(client.getOutputStream());
        StartupMessage startup = StartupMessage.read(fromClient);
        while (startup.asksForEncryption()) {
            toClient.writeByte('N');
            startup = StartupMessage.read(fromClient);
        }
        if (!startup.cancels() && !admitted(startup, fromClient, toClient)) {
            return;
        }
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        server.setTcpNoDelay(true);
        DataOutputStream toServer = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), BUFFER));
        (startup.cancels() ? startup : startup.forPostgres()).write(toServer);
        Thread answers =
                new Thread(() -> passAnswers(toClient), Thread.currentThread().getName() + "-answers");
        answers.setDaemon(true);
        answers.start();
        passMessages(fromClient, toServer);
        answers.join();
    }

    private boolean admitted(StartupMessage startup, DataInputStream in, DataOutputStream out) throws IOException {
        out.writeByte('R');
        out.writeInt(8);
        out.writeInt(3); // request a clear-text password; the connection does not leave the machine
        out.flush();
        int type = in.read();
        if (type != ClientMessage.PASSWORD) {
            return false;
        }
        String password = ClientMessage.read((byte) type, in).text();
        String user = startup.parameters().getOrDefault("user", "");
        if (login.admits(user, password)) {
            return true;
        }
        refuse(out, "28000", "password authentication failed for user \"" + user + "\"");
        return false;
    }

    private static void refuse(DataOutputStream out, String state, String message) throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (String field : new String[] {"SFATAL", "VFATAL", "C" + state, "M" + message}) {
            fields.writeBytes((field + "\0").getBytes(StandardCharsets.UTF_8));
        }
        fields.write(0);
        out.writeByte('E');
        out.writeInt(fields.size() + 4);
        out.write(fields.toByteArray());
        out.flush();
    }

    private void passMessages(DataInputStream in, DataOutputStream out) throws IOException {
        try {
            for (int type = in.read(); type >= 0; type = in.read()) {
                ClientMessage message = ClientMessage.read((byte) type, in);
                if (!gate.passes(message)) {
                    // The client's message is dropped, as if the client had died before sending it. The server rolls
                    // back.
                    close();
                    return;
                }
                message.withSql(this::translated).write(out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
            out.flush();
            server.shutdownOutput();
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw e;
            }
        }
    }

    private String translated(String sql) {
        statement = translator.translated(sql);
        return statement.sql();
    }

    private void passAnswers(DataOutputStream toClient) {
        try (client;
                server) {
            new ServerMessages(server.getInputStream(), toClient, () -> statement).pass();
        } catch (IOException e) {
            // One side closed its connection. Both sockets are closed now, which ends the other direction too.
        }
    }

    @Override
    public void close() throws IOException {
        try (client;
                server) {
            translator.close();
        }
    }
}
