package dev.madrugada.localstack.kafka;

import java.util.Arrays;

/**
 * Starts a broker that ends with the process that started it, for whatever reason. The first argument is that process's
 * id; the others are the broker's own.
 */
final class BrokerMain {
    private BrokerMain() {}

    /** Runs on the broker's classpath. Its main class is not on this module's, so it is named by a text. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ProcessHandle.of(Long.parseLong(arguments[0]))
                .ifPresentOrElse(
                        parent -> {
                            // The broker's log survives this: the next start recovers what was acknowledged.
                            var unused = parent.onExit().thenRun(BrokerMain::halt);
                        },
                        BrokerMain::halt);
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void halt() {
        Runtime.getRuntime().halt(0);
    }
}
