package dev.madrugada.cli.run;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code madrugada run}: runs the night of a day on this machine. */
@Command(
        name = "run",
        header = "Run the night of a day on this machine.",
        description = {
            "",
            "Starts Kinesis, S3, Redshift and mail on loopback, puts the day's records into the source, and executes"
                    + " step-function.json, or the same night through activities. Another run on the same work folder"
                    + " skips the work that is already done."
        })
public final class RunCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private NightFlags flags = new NightFlags();

    @Unmatched
    private List<String> unknown = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public RunCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The options, with the words that match no option. */
    NightFlags flags() {
        flags.unknown = List.copyOf(unknown);
        return flags;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Path root = Path.of(System.getProperty("madrugada.root", ".")).toAbsolutePath();
        NightWords words = new NightWords(root, Path.of("").toAbsolutePath());
        NightOptions options = words.read(flags(), List.copyOf(spec.optionsMap().keySet()));
        if (!words.problems().isEmpty()) {
            words.problems().forEach(problem -> err.println(ErrorCode.InvalidArguments + ": " + problem));
            err.println("See madrugada run --help");
            return ErrorCategory.CALLER.exitStatus();
        }
        // scripts/madrugada checks the words before it builds, so that a wrong word is reported without a build.
        if (Boolean.getBoolean("madrugada.check-only")) {
            return 0;
        }
        WorkFolder folder = new WorkFolder(options.work());
        try (WorkLock held = WorkLock.take(folder.lock())) {
            return new LocalRun(
                            root,
                            folder,
                            options,
                            environment,
                            spec.commandLine().getOut(),
                            err)
                    .run(held);
        } catch (WorkLock.HeldException underWay) {
            err.println(underWay.getMessage());
            return ErrorCategory.INFRASTRUCTURE.exitStatus();
        } catch (FileSystemException refused) {
            err.println(ErrorCode.InvalidArguments + ": --work '" + options.work() + "' cannot be written ("
                    + refused.getClass().getSimpleName() + "): name a folder that can");
            return ErrorCategory.CALLER.exitStatus();
        }
    }
}
