package dev.madrugada.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDBLocal with its tables in memory, on a free port of 127.0.0.1. DynamoDBLocal's own main class listens on every
 * interface, so this one gives DynamoDBLocal's handler to an HTTP server of its own. Telemetry is not configured, and the
 * libraries that it needs are not on the class path.
 *
 * <p>Arguments: the id of the process with which this one ends, and the file that gets the port once the server accepts
 * requests.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">DynamoDB local</a>
 */
public final class DynamoDbMain {
    /** The number of the only handler; several handlers can share DynamoDBLocal's server. */
    private static final int ONLY_HANDLER = 0;

    private static final boolean IN_MEMORY = true;
    private static final @Nullable String NO_FOLDER = null;
    /** One set of tables for all access keys and regions. */
    private static final boolean SHARED = true;
    /** A new table is active at once. */
    private static final boolean WITHOUT_DELAYS = false;

    private DynamoDbMain() {}

    /** DynamoDBLocal refuses access keys with other signs than letters and digits, which the local stack's have. */
    private static final class AnyAccessKey extends LocalDynamoDBServerHandler {
        private static final @Nullable String NO_BROWSERS = null;

        AnyAccessKey(DynamoDBRequestHandler handler) {
            super(handler, NO_BROWSERS);
        }

        @Override
        protected String getAccessKey(Request request) {
            return "local";
        }
    }

    public static void main(String[] arguments) throws Exception {
        ProcessHandle.of(Long.parseLong(arguments[0]))
                .ifPresentOrElse(
                        parent -> {
                            var unused = parent.onExit().thenRun(DynamoDbMain::halt);
                        },
                        DynamoDbMain::halt);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new AnyAccessKey(
                new LocalDynamoDBRequestHandler(ONLY_HANDLER, IN_MEMORY, NO_FOLDER, SHARED, WITHOUT_DELAYS)));
        server.start();
        announce(Path.of(arguments[1]), ((NetworkConnector) server.getConnectors()[0]).getLocalPort());
        server.join();
    }

    private static void announce(Path ready, int port) throws IOException {
        Path written = Files.writeString(ready.resolveSibling(ready.getFileName() + ".new"), Integer.toString(port));
        Files.move(written, ready, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void halt() {
        Runtime.getRuntime().halt(0);
    }
}
