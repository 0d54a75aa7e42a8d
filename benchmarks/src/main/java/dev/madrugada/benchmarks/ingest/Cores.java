package dev.madrugada.benchmarks.ingest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pins processes to processor cores. Needs {@code taskset} and at least two cores; otherwise the methods do nothing.
 */
final class Cores {
    private static final boolean PINNABLE = pinnable();

    private Cores() {}

    private static boolean pinnable() {
        try {
            return exit("taskset", "-c", "0", "true") == 0 && exit("taskset", "-c", "1", "true") == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int exit(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Whether this machine can pin processes. */
    static boolean canPin() {
        return PINNABLE;
    }

    /**
     * Command-line prefix that starts a program pinned to these cores; empty if {@code cores} is empty or if this
     * machine cannot pin.
     */
    static List<String> pinned(List<Integer> cores) {
        return PINNABLE && !cores.isEmpty() ? List.of("taskset", "-c", listed(cores)) : List.of();
    }

    /** Pins a running process and all its threads. */
    static void pin(long pid, List<Integer> cores) throws IOException, InterruptedException {
        if (PINNABLE) {
            int status = exit("taskset", "-a", "-p", "-c", listed(cores), Long.toString(pid));
            if (status != 0) {
                throw new IOException("taskset could not move process " + pid + " to " + listed(cores));
            }
        }
    }

    private static String listed(List<Integer> cores) {
        return cores.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
