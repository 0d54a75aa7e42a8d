package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.constructs.Construct;

/** The streams of the datasets that read one, existing or made. A stream that is made keeps its records for a week. */
final class Streams extends Construct {
    private static final Duration RETENTION = Duration.days(7);

    private final Map<String, String> arns = new LinkedHashMap<>();

    Streams(Construct scope, List<Dataset> datasets) {
        super(scope, "Streams");
        datasets.stream()
                .filter(Dataset::readsStream)
                .forEach(dataset ->
                        arns.put(dataset.key(), dataset.stream() == null ? made(dataset) : dataset.stream()));
    }

    /** The ARNs, each once. */
    List<String> arns() {
        return arns.values().stream().distinct().toList();
    }

    /** A stream's name, by its ARN; null if the dataset reads files. */
    @Nullable
    String name(Dataset dataset) {
        String arn = arns.get(dataset.key());
        return arn == null ? null : Fn.select(1, Fn.split("/", arn));
    }

    private String made(Dataset dataset) {
        return Stream.Builder.create(this, dataset.key())
                .streamName(dataset.name())
                .streamMode(StreamMode.ON_DEMAND)
                .retentionPeriod(RETENTION)
                .encryption(StreamEncryption.MANAGED)
                .removalPolicy(Kept.POLICY)
                .build()
                .getStreamArn();
    }
}
