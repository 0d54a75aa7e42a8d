package dev.madrugada.ingest.kafka;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Loopback;
import java.util.Map;
import java.util.Optional;

/**
 * The broker of a local run, which takes the place of the contract's brokers and of their login. The environment names it,
 * as it names the endpoints of the local stack; only a broker on loopback is accepted.
 */
final class LocalBroker {
    static final String VARIABLE = "MADRUGADA_KAFKA_BOOTSTRAP";

    private LocalBroker() {}

    /** The options of Kafka's clients for the broker of the environment; empty if it names none. */
    static Optional<ClientOptions> options(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE)).map(bootstrap -> {
            int colon = bootstrap.lastIndexOf(':');
            if (colon < 0 || !Loopback.isHost(bootstrap.substring(0, colon))) {
                throw Fault.of(ErrorCode.InvalidArguments)
                        .at(VARIABLE)
                        .what("it does not name one broker on loopback as host:port")
                        .because("it takes the place of the contract's brokers in local runs only")
                        .fix("remove it from the environment, or name a local broker, such as 127.0.0.1:9092")
                        .exception();
            }
            return ClientOptions.of(bootstrap);
        });
    }
}
