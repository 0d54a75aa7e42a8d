package dev.madrugada.cli.run;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The glue-runner's table of claims on this machine, in <a href="https://github.com/architect/dynalite">dynalite</a>, an
 * emulator of DynamoDB. It keeps the table in memory and ends with the run.
 */
record ActivityTable(URI endpoint) {
    static final String NAME = "madrugada-claims";
    private static final String HOST = "127.0.0.1";
    private static final int POLL_MILLIS = 20;
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** The emulator requires a signature and does not check it. */
    private static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=local/20010101/us-east-1/dynamodb/aws4_request, SignedHeaders=host,"
                    + " Signature=0";

    private static final String TABLE = """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "claim", "KeyType": "HASH"}],
         "AttributeDefinitions": [{"AttributeName": "claim", "AttributeType": "S"}]}\
        """.formatted(NAME);

    /** Starts the emulator and creates the table. */
    static ActivityTable started(StageResources resources) {
        try {
            int port = freePort();
            WatchedProcesses.Started emulator = resources
                    .processes()
                    .start(
                            new WatchedProcesses.Start(
                                    List.of(
                                            "node",
                                            resources
                                                    .root()
                                                    .resolve("scripts/local/node_modules/dynalite/cli.js")
                                                    .toString(),
                                            "--host",
                                            HOST,
                                            "--port",
                                            Integer.toString(port),
                                            "--createTableMs",
                                            "0"),
                                    resources.environment(),
                                    resources.work().path(),
                                    resources.work().log("dynalite")),
                            progress -> {});
            ActivityTable table = new ActivityTable(URI.create("http://" + HOST + ":" + port));
            table.create(emulator);
            return table;
        } catch (IOException failed) {
            throw notUp(String.valueOf(failed.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notUp("the run was interrupted");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void create(WatchedProcesses.Started emulator) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810.CreateTable")
                .header("X-Amz-Date", "20010101T000000Z")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", SIGNATURE)
                .POST(HttpRequest.BodyPublishers.ofString(TABLE))
                .build();
        long deadline = System.nanoTime() + LONGEST_START_NANOS;
        while (true) {
            try {
                HttpResponse<String> answer =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw notUp("it refused to create the table: " + answer.body());
                }
                return;
            } catch (IOException notYet) {
                if (emulator.ended().isDone() || System.nanoTime() > deadline) {
                    throw notUp("it does not listen");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private static RuntimeException notUp(String why) {
        return Fault.of(ErrorCode.CapacityUnavailable)
                .at("dynalite, the emulator of DynamoDB")
                .what("it did not come up")
                .because(why)
                .fix("see logs/dynalite.log in the work folder")
                .exception();
    }
}
