package dev.madrugada.common.contract;

import java.util.Optional;

/**
 * How a job connects to Kafka's brokers.
 *
 * @param mechanism how the job signs in; present exactly if the protocol is one of SASL
 */
public record KafkaSecurity(Protocol protocol, Optional<Mechanism> mechanism) {
    /** A connection without encryption and without a login. */
    public static final KafkaSecurity NONE = new KafkaSecurity(Protocol.PLAINTEXT, Optional.empty());

    /** Kafka's {@code security.protocol}. */
    public enum Protocol {
        PLAINTEXT,
        SSL,
        SASL_PLAINTEXT,
        SASL_SSL;

        boolean isSasl() {
            return this == SASL_PLAINTEXT || this == SASL_SSL;
        }
    }

    /** Kafka's {@code sasl.mechanism}. */
    public enum Mechanism {
        PLAIN,
        SCRAM_SHA_256,
        SCRAM_SHA_512,
        /** The job's role, by the library aws-msk-iam-auth. */
        AWS_MSK_IAM;

        /** Whether a user and a password are needed. */
        boolean isPassword() {
            return this != AWS_MSK_IAM;
        }
    }
}
