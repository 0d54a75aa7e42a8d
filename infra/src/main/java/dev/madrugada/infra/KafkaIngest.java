package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Dataset;
import dev.madrugada.infra.deployment.Kafka;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.services.glue.CfnJob;
import software.constructs.Construct;

/**
 * The ingest jobs of datasets that read Kafka topics: a job for each, in the VPC of its brokers. The other datasets share one
 * job that is in none.
 */
final class KafkaIngest extends Construct {
    /** AWS's services, and MSK's brokers: plaintext, TLS, SASL/SCRAM, IAM.
     *
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html">MSK's ports</a>
     */
    private static final List<Integer> PORTS = List.of(443, 9092, 9094, 9096, 9098);

    private final Map<String, CfnJob> jobs = new TreeMap<>();

    KafkaIngest(Construct scope, Names names, List<Dataset> datasets, StageRoles roles, GlueJobs glue) {
        super(scope, "Kafka");
        datasets.stream().filter(Dataset::readsKafka).forEach(dataset -> {
            GlueConnection connection = connection(new Construct(this, dataset.key()), names, dataset);
            jobs.put(dataset.key(), glue.kafkaIngest(dataset, roles.kafkaIngest(dataset, connection), connection));
        });
    }

    private static GlueConnection connection(Construct scope, Names names, Dataset dataset) {
        Kafka kafka = Objects.requireNonNull(dataset.kafka());
        String name = names.of(dataset.name() + "-brokers");
        List<String> groups = kafka.securityGroups().isEmpty()
                ? List.of(GlueConnection.group(
                        scope,
                        name,
                        Objects.requireNonNull(kafka.vpc()),
                        new GlueConnection.Purpose(
                                "Madrugada: ingest of " + dataset.name() + ". The brokers must let this group in",
                                "AWS services and the brokers, by their names",
                                PORTS)))
                : kafka.securityGroups();
        return GlueConnection.in(scope, name, List.of(kafka.subnet()), groups);
    }

    /** The jobs by the datasets' keys. */
    Map<String, CfnJob> jobs() {
        return Map.copyOf(jobs);
    }
}
