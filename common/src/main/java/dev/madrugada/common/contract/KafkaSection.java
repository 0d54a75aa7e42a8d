package dev.madrugada.common.contract;

import dev.madrugada.common.contract.KafkaSecurity.Mechanism;
import dev.madrugada.common.contract.KafkaSecurity.Protocol;
import java.util.Optional;

/** Reads the contract's section {@code source.kafka}. */
final class KafkaSection {
    private static final String BROKER = "([A-Za-z0-9_.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}";

    private final YamlMapping keys;

    KafkaSection(YamlMapping keys) {
        this.keys = keys;
    }

    Source.Kafka read() {
        YamlText bootstrap = keys.text("bootstrap")
                .matching(
                        BROKER + "(," + BROKER + ")*",
                        "it is not a list of brokers as host:port, separated by commas without blanks",
                        "write them such as \"b-1.example.com:9092,b-2.example.com:9092\"");
        YamlText topic = keys.text("topic")
                .matching(
                        "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}",
                        "it is not the name of a topic: letters, digits, '.', '_' and '-', at most 249",
                        "write the name of one topic");
        Source.Kafka.Timestamps timestamps = keys.choice("timestamp", Source.Kafka.Timestamps.LOG_APPEND);
        KafkaSecurity security =
                keys.find("security").map(YamlNode::mapping).map(this::security).orElse(KafkaSecurity.NONE);
        return new Source.Kafka(bootstrap.value(), topic.value(), timestamps, security, secret(security));
    }

    private KafkaSecurity security(YamlMapping section) {
        Protocol protocol = section.choice("protocol", Protocol.PLAINTEXT);
        Optional<YamlNode> node = section.find("mechanism");
        Optional<Mechanism> mechanism = node.flatMap(word -> word.choice(Mechanism.class));
        if (protocol.isSasl()) {
            if (node.isEmpty() && section.isThere()) {
                section.problem(
                        "'" + section.path() + ".mechanism' is missing",
                        "a protocol of SASL needs a way to sign in",
                        "add 'mechanism: scram-sha-512' or another");
            }
        } else {
            node.ifPresent(word -> word.refused(
                    "the protocol is not one of SASL, so nobody signs in by a mechanism",
                    "write 'protocol: sasl-ssl', or remove it"));
        }
        if (protocol == Protocol.SASL_PLAINTEXT && mechanism.equals(Optional.of(Mechanism.AWS_MSK_IAM))) {
            node.ifPresent(
                    word -> word.refused("MSK signs roles in over TLS only", "write 'protocol: sasl-ssl' beside it"));
        }
        return new KafkaSecurity(protocol, protocol.isSasl() ? mechanism : Optional.empty());
    }

    private Optional<String> secret(KafkaSecurity security) {
        Optional<YamlNode> node = keys.find("secret");
        Optional<YamlText> name = node.map(YamlNode::text)
                .map(text -> text.matching(
                        "[A-Za-z0-9/_+=.@:-]{1,512}",
                        "it is not the name or the ARN of a secret in Secrets Manager",
                        "write one of them"));
        boolean isPassword = security.mechanism().filter(Mechanism::isPassword).isPresent();
        if (isPassword && node.isEmpty()) {
            keys.problem(
                    "'" + keys.path() + ".secret' is missing",
                    "the mechanism signs in with a user and a password",
                    "add 'secret: NAME', a secret in Secrets Manager with username and password");
        }
        if (security.mechanism().equals(Optional.of(Mechanism.AWS_MSK_IAM))) {
            node.ifPresent(given ->
                    given.refused("aws-msk-iam signs in as the job's role", "remove it, or use another mechanism"));
        } else if (security.protocol() == Protocol.PLAINTEXT) {
            node.ifPresent(given -> given.refused(
                    "a plaintext connection has neither a login nor certificates",
                    "remove it, or set security.protocol"));
        }
        return name.map(YamlText::value);
    }
}
