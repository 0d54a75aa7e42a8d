package dev.madrugada.localstack.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code ScheduledHandler <handler class> <milliseconds> <event>…}: invokes a Lambda handler for each event again and
 * again, with this pause after each call, until the process is ended. Each event has a handler and a thread of its own,
 * as Lambda gives each concurrent call a process of its own. A call that fails is printed, and the next one follows.
 * Wrong arguments give exit status 64.
 */
public final class ScheduledHandler {
    private ScheduledHandler() {}

    public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
        if (args.length < 3 || !args[1].matches("[0-9]+")) {
            System.err.println("usage: ScheduledHandler <handler class> <milliseconds> <event>...");
            System.exit(64);
        }
        for (int i = 2; i < args.length; i++) {
            String event = args[i];
            RequestStreamHandler handler = InvokeHandler.handler(args[0]);
            new Thread(() -> repeat(handler, args[0], Long.parseLong(args[1]), event), "schedule of " + event).start();
        }
        new CountDownLatch(1).await();
    }

    private static void repeat(RequestStreamHandler handler, String name, long pause, String event) {
        while (true) {
            try {
                handler.handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        new LocalContext(name));
            } catch (Throwable e) { // an Error of the handler ends a call, not the schedule
                System.err.println("the call with " + event + " failed:");
                e.printStackTrace();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException ending) {
                return;
            }
        }
    }
}
