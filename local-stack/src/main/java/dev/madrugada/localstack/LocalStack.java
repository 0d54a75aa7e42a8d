package dev.madrugada.localstack;

import dev.madrugada.localstack.StateDirectory.StateInUseException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * The stack's command line: starts everything, says so in the ready file, and stays until it is told to stop (SIGTERM)
 * or the process named by {@code --stop-with} is gone (unless that said {@code POST /_local/stay} before). Exit status: 64 wrong arguments, 75 the state folder is in use,
 * 70 anything else.
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
            arguments.stopWith().ifPresent(pid -> stack.parent().stopWith(pid));
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
