package dev.madrugada.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.secrets.KafkaSecret;
import dev.madrugada.common.contract.KafkaSecurity;
import dev.madrugada.common.contract.KafkaSecurity.Mechanism;
import dev.madrugada.common.contract.KafkaSecurity.Protocol;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.Source.Kafka.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientOptionsTest {
    private static final String LOGIN = "{\"username\": \"u\", \"password\": \"p\\\"\\\\;'\"}";

    @Test
    void plaintextNeedsNoSecret() {
        ClientOptions options = ClientOptions.of(source(KafkaSecurity.NONE, Optional.empty()), name -> {
            throw new IllegalStateException("asked for " + name);
        });

        assertThat(options.values())
                .containsEntry("bootstrap.servers", "b:9092")
                .containsEntry("security.protocol", "PLAINTEXT")
                .doesNotContainKey("sasl.mechanism");
    }

    @ParameterizedTest
    @CsvSource({"PLAIN,PLAIN", "SCRAM_SHA_256,SCRAM-SHA-256", "SCRAM_SHA_512,SCRAM-SHA-512"})
    void aPasswordReachesTheLoginWhateverItsCharacters(Mechanism mechanism, String name) {
        ClientOptions options = of(Protocol.SASL_SSL, mechanism, LOGIN);

        assertThat(options.values())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", name);
        Map<String, ?> login = JaasContext.loadClientContext(
                        Map.of("sasl.jaas.config", new Password(options.values().get("sasl.jaas.config"))))
                .configurationEntries()
                .get(0)
                .getOptions();
        assertThat(login.get("username")).isEqualTo("u");
        assertThat(login.get("password")).isEqualTo("p\"\\;'");
        assertThat(options.toString()).doesNotContain("p\"").contains("sasl.jaas.config");
    }

    @Test
    void aRoleSignsInThroughTheLibraryOfMsk() {
        Source.Kafka source =
                source(new KafkaSecurity(Protocol.SASL_SSL, Optional.of(Mechanism.AWS_MSK_IAM)), Optional.empty());

        assertThat(ClientOptions.of(source, name -> KafkaSecret.parse(name, LOGIN))
                        .values())
                .containsEntry("sasl.mechanism", "AWS_MSK_IAM")
                .containsEntry("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;")
                .containsEntry(
                        "sasl.client.callback.handler.class", "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    }

    @Test
    void certificatesAreGivenAsPem() {
        ClientOptions options = ClientOptions.of(
                source(new KafkaSecurity(Protocol.SSL, Optional.empty()), Optional.of("certificates")),
                name -> KafkaSecret.parse(
                        name,
                        "{\"ca\": \"A\", \"certificate\": \"C\", \"private-key\": \"K\", \"key-password\": \"P\"}"));

        assertThat(options.values())
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.certificates", "A")
                .containsEntry("ssl.keystore.certificate.chain", "C")
                .containsEntry("ssl.keystore.key", "K")
                .containsEntry("ssl.key.password", "P");
    }

    @Test
    void aSecretWithoutWhatIsNeededIsNamedAndNotQuoted() {
        assertThatThrownBy(() -> of(Protocol.SASL_SSL, Mechanism.PLAIN, "{\"username\": \"u\", \"pass\": \"hush\"}"))
                .hasMessage("InputMissing: secret login: it has no 'password'; the dataset's source.kafka.security"
                        + " needs it; add it");
        for (String text : List.of("hush", "[\"hush\"]", "")) {
            assertThatThrownBy(() -> KafkaSecret.parse("login", text))
                    .hasMessageStartingWith("InputMissing: secret login: it is not a JSON object; ")
                    .hasMessageNotContaining("hush")
                    .hasNoCause();
        }
    }

    private static ClientOptions of(Protocol protocol, Mechanism mechanism, String secret) {
        return ClientOptions.of(
                source(new KafkaSecurity(protocol, Optional.of(mechanism)), Optional.of("login")),
                name -> KafkaSecret.parse(name, secret));
    }

    private static Source.Kafka source(KafkaSecurity security, Optional<String> secret) {
        return new Source.Kafka("b:9092", "orders", Timestamps.LOG_APPEND, security, secret);
    }
}
