package dev.madrugada.cli.run;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One execution of {@code madrugada run}, which holds the work folder's lock: starts the stack, runs the night, stops
 * it.
 */
final class LocalRun {
    private final Path root;
    private final WorkFolder work;
    private final NightOptions options;
    private final ChildEnvironment children;
    private final PrintWriter out;
    private final PrintWriter err;
    private final NightConsole console;
    private final WatchedProcesses processes = new WatchedProcesses();
    private final AtomicBoolean isStopping = new AtomicBoolean();

    LocalRun(
            Path root,
            WorkFolder work,
            NightOptions options,
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err) {
        this.root = root;
        this.work = work;
        this.options = options;
        this.children = new ChildEnvironment(environment, work.path());
        this.out = out;
        this.err = err;
        this.console = new NightConsole(options.printsJson() ? err : out, terminal(environment));
    }

    /** Reads the properties of standard output's terminal, which scripts/madrugada sets. */
    private NightConsole.Terminal terminal(Map<String, String> environment) {
        boolean isTerminal = Boolean.getBoolean("madrugada.terminal")
                && !options.printsJson()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean isColoured =
                isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new NightConsole.Terminal(isTerminal, isColoured, Integer.getInteger("madrugada.columns", 80));
    }

    int run(WorkLock held) throws InterruptedException {
        work.clear();
        console.line("The night of " + options.date() + ": " + options.dataset() + " in " + work.path());
        new Interpreter(root.resolve("scripts/local")).ensure();
        console.start("checking the dataset");
        // The stack starts while the dataset is checked. Nothing is put into the stack before the check has passed.
        StackProcess stack = StackProcess.starting(work, options.startsAt(ZoneOffset.UTC), children.withoutStack());
        Thread interrupted = new Thread(() -> interrupted(stack, held), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean isKept = false;
        try {
            int status = checked(stack);
            if (options.keepsStack()) {
                keep(stack);
                isKept = true;
            }
            return status;
        } catch (RuntimeException failed) {
            waitIfStopping();
            console.finish(StageResult.FAILED);
            throw failed;
        } finally {
            waitIfStopping();
            processes.stop();
            if (!isKept) {
                stack.close();
            }
            console.close();
            remove(interrupted);
        }
    }

    /** Checks the dataset, and runs the night if the dataset passes. */
    private int checked(StackProcess stack) throws InterruptedException {
        List<String> problems = new CheckedDataset(root, work.path()).problems(options.dataset());
        console.finish(problems.isEmpty() ? "done" : StageResult.FAILED);
        problems.forEach(err::println);
        if (!problems.isEmpty()) {
            err.println(ErrorCode.InvalidContract + ": " + options.dataset()
                    + ": nothing was run; correct what is named above");
            return ErrorCategory.CALLER.exitStatus();
        }
        console.start("starting the local stack");
        LocalStackEndpoints endpoints = stack.endpoints();
        console.finish("done");
        LocalNight.Ended ended = new LocalNight(
                        new StageResources(root, work, endpoints, children.with(endpoints), processes, console),
                        options)
                .run();
        conclude(ended.summary());
        return ended.exitStatus();
    }

    private void conclude(NightSummary summary) {
        waitIfStopping();
        new NightText(summary, work, console.terminal()).lines().forEach(console::line);
        summary.error().ifPresent(failure -> {
            console.line("");
            console.line("The night failed"
                    + failure.stage().map(stage -> " in " + stage).orElse("") + ": " + failure.message());
            failure.stage().ifPresent(stage -> console.line("See " + work.log(stage)));
        });
        if (options.printsJson()) {
            out.println(summary.json().toPrettyString());
        }
    }

    private void keep(StackProcess stack) throws InterruptedException {
        LocalStackEndpoints at = stack.endpoints();
        new StackClient(at.aws()).stay();
        LocalStackEndpoints.Redshift warehouse = at.redshift();
        for (String line : List.of(
                "",
                "The local stack stays up (process " + at.pid() + "; stop it with: kill " + at.pid() + ")",
                "  export AWS_ENDPOINT_URL=" + at.aws() + " AWS_ENDPOINT_URL_S3=" + at.s3() + " AWS_REGION="
                        + at.region() + " \\",
                "         AWS_ACCESS_KEY_ID=" + at.accessKey() + " AWS_SECRET_ACCESS_KEY=" + at.secretKey(),
                "  warehouse: PGPASSWORD=" + warehouse.password() + " psql -h " + warehouse.host() + " -p "
                        + warehouse.port() + " -U " + warehouse.user() + " " + warehouse.database(),
                "             " + warehouse.jdbcUrl())) {
            console.line(line);
        }
    }

    /** Called when a signal ends this process: stops all processes that the run started. */
    private void interrupted(StackProcess stack, WorkLock held) {
        isStopping.set(true);
        console.finish("stopped");
        err.println("madrugada: stopping what was started");
        processes.stop();
        stack.close();
        held.close();
    }

    /** Blocks while a signal stops the run, because failures caused by the stopping must not be reported. */
    private void waitIfStopping() {
        while (isStopping.get()) {
            try {
                TimeUnit.MINUTES.sleep(1);
            } catch (InterruptedException goOnWaiting) {
                // The signal handler ends the process soon.
            }
        }
    }

    private void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            waitIfStopping();
        }
    }
}
