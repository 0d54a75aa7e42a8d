package dev.madrugada.ingest.kafka;

import dev.madrugada.aws.secrets.KafkaSecret;
import dev.madrugada.common.contract.KafkaSecurity;
import dev.madrugada.common.contract.KafkaSecurity.Mechanism;
import dev.madrugada.common.contract.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The options of Kafka's clients for a source. Their values contain the login; the text form has the names only.
 *
 * @param values by Kafka's own names
 */
record ClientOptions(Map<String, String> values) {
    private static final String IAM = "software.amazon.msk.auth.iam.";
    private static final String REQUEST_MILLIS = "30000";
    private static final String CALL_MILLIS = "60000";

    ClientOptions {
        values = Map.copyOf(values);
    }

    /** @param secrets reads the secret with a name */
    static ClientOptions of(Source.Kafka source, Function<String, KafkaSecret> secrets) {
        KafkaSecurity security = source.security();
        Map<String, String> options = connection(source.bootstrap(), security.protocol());
        Optional<KafkaSecret> secret = source.secret().map(secrets);
        security.mechanism().ifPresent(mechanism -> signIn(options, mechanism, secret));
        secret.ifPresent(held -> certificates(options, held));
        return new ClientOptions(options);
    }

    /** The options for brokers that ask for no login. */
    static ClientOptions of(String bootstrap) {
        return new ClientOptions(connection(bootstrap, KafkaSecurity.Protocol.PLAINTEXT));
    }

    private static Map<String, String> connection(String bootstrap, KafkaSecurity.Protocol protocol) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("bootstrap.servers", bootstrap);
        // A broker that does not answer is known after a minute, and the night is retried.
        options.put("request.timeout.ms", REQUEST_MILLIS);
        options.put("default.api.timeout.ms", CALL_MILLIS);
        options.put("security.protocol", protocol.name());
        return options;
    }

    private static void signIn(Map<String, String> options, Mechanism mechanism, Optional<KafkaSecret> secret) {
        switch (mechanism) {
            case AWS_MSK_IAM -> {
                options.put("sasl.mechanism", "AWS_MSK_IAM");
                options.put("sasl.jaas.config", IAM + "IAMLoginModule required;");
                options.put("sasl.client.callback.handler.class", IAM + "IAMClientCallbackHandler");
            }
            case PLAIN -> {
                options.put("sasl.mechanism", "PLAIN");
                options.put("sasl.jaas.config", login("plain.PlainLoginModule", secret.orElseThrow()));
            }
            case SCRAM_SHA_256, SCRAM_SHA_512 -> {
                options.put("sasl.mechanism", mechanism.name().replace('_', '-'));
                options.put("sasl.jaas.config", login("scram.ScramLoginModule", secret.orElseThrow()));
            }
        }
    }

    private static String login(String module, KafkaSecret secret) {
        return "org.apache.kafka.common.security." + module + " required username="
                + quoted(secret.required("username")) + " password=" + quoted(secret.required("password")) + ";";
    }

    /** A text in a JAAS configuration, in which a backslash escapes. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void certificates(Map<String, String> options, KafkaSecret secret) {
        secret.optional("ca").ifPresent(trusted -> {
            options.put("ssl.truststore.type", "PEM");
            options.put("ssl.truststore.certificates", trusted);
        });
        secret.optional("certificate").ifPresent(chain -> {
            options.put("ssl.keystore.type", "PEM");
            options.put("ssl.keystore.certificate.chain", chain);
            options.put("ssl.keystore.key", secret.required("private-key"));
            secret.optional("key-password").ifPresent(password -> options.put("ssl.key.password", password));
        });
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
