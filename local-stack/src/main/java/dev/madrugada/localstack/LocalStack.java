package dev.madrugada.localstack;

import dev.madrugada.localstack.StateDirectory.StateInUseException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * The command line of the local stack. The program starts all services, writes the ready file, and runs until the
 * program receives SIGTERM or the process given by {@code --stop-with} ends. After {@code POST /_local/stay} the stack
 * no longer ends with that process.
 *
 * <p>Exit statuses: 64 for wrong arguments, 75 if another stack uses the state folder, 70 for any other error.
 */
public final class LocalStack {
    private LocalStack() {}

    public static void main(String[] args) {
        StackArguments arguments;
        try {
            arguments = StackArguments.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            refuse(64, Objects.toString(e.getMessage()) + "\n" + StackArguments.USAGE);
            return;
        }
        JvmSettings.apply(arguments.state());
        try {
            RunningStack stack = RunningStack.start(arguments);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
            stack.announce();
            arguments.stopWith().ifPresent(pid -> stack.parent().watch(pid));
            new CountDownLatch(1).await();
        } catch (StateInUseException e) {
            refuse(75, Objects.toString(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            refuse(70, "the local stack did not start: " + e);
        } catch (InterruptedException e) {
            refuse(70, "interrupted");
        }
    }

    private static void refuse(int status, String message) {
        System.err.println("local-stack: " + message);
        System.exit(status);
    }
}
