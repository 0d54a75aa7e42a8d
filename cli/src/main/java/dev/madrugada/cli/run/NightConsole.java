package dev.madrugada.cli.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Prints one line for each step of a night. On a terminal the line of the running step is redrawn. Elsewhere the lines
 * are plain and have no control characters.
 */
final class NightConsole implements AutoCloseable {
    private static final int TICK_MILLIS = 200;
    private static final int BAR = 20;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final Terminal terminal;
    private final Optional<ScheduledExecutorService> ticks;
    private Optional<Step> running = Optional.empty();

    /**
     * The properties of the output.
     *
     * @param isLive whether a line can be redrawn
     * @param isColoured whether the output uses colours
     * @param columns the width
     */
    record Terminal(boolean isLive, boolean isColoured, int columns) {
        private static final String AMBER = "\u001b[33m";
        private static final String PLAIN = "\u001b[0m";

        String amber(String text) {
            return isColoured ? AMBER + text + PLAIN : text;
        }
    }

    private record Step(String name, long from, Optional<SparkProgress> progress) {
        String elapsed() {
            return seconds((System.nanoTime() - from) / 1e9);
        }
    }

    NightConsole(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.ticks = terminal.isLive() ? Optional.of(ticking()) : Optional.empty();
    }

    private ScheduledExecutorService ticking() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "console");
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleAtFixedRate(this::redraw, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return executor;
    }

    Terminal terminal() {
        return terminal;
    }

    synchronized void line(String text) {
        erase();
        out.println(text);
        draw();
    }

    /** Starts a step, which runs until {@link #finish}. */
    synchronized void start(String name) {
        running = Optional.of(new Step(name, System.nanoTime(), Optional.empty()));
        if (terminal.isLive()) {
            draw();
        } else {
            out.println(name + " ...");
        }
    }

    /** Updates the progress of the running step. */
    synchronized void progress(SparkProgress progress) {
        running = running.map(step -> new Step(step.name(), step.from(), Optional.of(progress)));
    }

    /** Ends the running step and prints its result. Prints nothing if no step is running. */
    synchronized void finish(String result) {
        erase();
        running.ifPresent(
                step -> out.println(String.format(Locale.ROOT, "%-28s %-8s %8s", step.name(), result, step.elapsed())));
        running = Optional.empty();
    }

    private synchronized void redraw() {
        erase();
        draw();
    }

    private void draw() {
        if (terminal.isLive()) {
            running.ifPresent(step -> {
                String text = String.format(
                        Locale.ROOT,
                        "%-28s %s  %s",
                        step.name(),
                        step.progress().map(NightConsole::bar).orElse("..."),
                        step.elapsed());
                out.print(text.substring(0, Math.min(text.length(), Math.max(1, terminal.columns() - 1))));
                out.flush();
            });
        }
    }

    private void erase() {
        if (terminal.isLive() && running.isPresent()) {
            out.print(ERASE);
            out.flush();
        }
    }

    static String bar(SparkProgress progress) {
        int full = progress.all() == 0 ? 0 : BAR * progress.done() / progress.all();
        return "[" + "=".repeat(full) + " ".repeat(BAR - full) + "] " + progress.done() + "/" + progress.all()
                + " tasks";
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    @Override
    public void close() {
        ticks.ifPresent(ScheduledExecutorService::shutdownNow);
        out.flush();
    }
}
