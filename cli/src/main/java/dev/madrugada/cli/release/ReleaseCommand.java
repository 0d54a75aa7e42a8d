package dev.madrugada.cli.release;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.DatasetArgument;
import dev.madrugada.cli.arguments.DatasetInLake;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada release}: lets the gate publish content that has failed its rules. */
@Command(
        name = "release",
        header = "Release content that failed its rules.",
        description = {
            "",
            "The gate publishes exactly this content, once, as if it had passed; run the night again after the release."
                    + " Who released it and why is recorded, and shown on the report. For other content, or for the same"
                    + " content after something else was published, another release is needed.",
            "",
            "The digest is in the message of QualityGateFailed. It is the content digest of the verdict:"
                    + " quality/<dataset>/<partition>/verdict.json."
        })
public final class ReleaseCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private final DatasetInLake place = new DatasetInLake();

    @Option(
            names = "--verdict",
            required = true,
            paramLabel = "DIGEST",
            description = "The content digest of the failed verdict.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String verdict;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why the content is good enough.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String reason;

    @Option(
            names = "--partition",
            paramLabel = "PARTITION",
            description = "Such as day=2026-01-31; needed only if several partitions have this content.")
    private @Nullable String partition;

    @Option(names = "--by", paramLabel = "NAME", description = "Who releases it (default: the user of this machine).")
    private String by = System.getProperty("user.name", "unknown");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public ReleaseCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            Verdicts verdicts = new Verdicts(store, new LakeLayout(place.lake()));
            String name = DatasetArgument.nameOf(place.dataset(), store);
            // The names of the verdicts' files have dashes where the digest has colons.
            Digest content = new Digest(verdict.strip().replace('-', ':'));
            Verdict failed = onlyOne(name, content, verdicts.find(name, content));
            if (failed.passed()) {
                throw ReleaseFaults.passed(failed).exception();
            }
            if (reason.isBlank()) {
                throw ReleaseFaults.noReason().exception();
            }
            Release release =
                    Release.of(failed, by, reason.strip(), Clock.systemUTC().instant());
            verdicts.release(release);
            spec.commandLine()
                    .getOut()
                    .println(name + " " + failed.partition() + ": generation " + failed.generation()
                            + " is released; run its night again, and the gate publishes it");
            return 0;
        }
    }

    private Verdict onlyOne(String name, Digest content, List<Verdict> found) {
        List<Verdict> meant = found.stream()
                .filter(each -> partition == null || each.partition().toString().equals(partition))
                .toList();
        if (meant.isEmpty()) {
            throw ReleaseFaults.noVerdict(name, content).exception();
        }
        if (meant.size() > 1) {
            throw ReleaseFaults.severalPartitions(
                            name,
                            meant.stream()
                                    .map(each -> each.partition().toString())
                                    .toList())
                    .exception();
        }
        return meant.get(0);
    }
}
