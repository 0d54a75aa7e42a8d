package dev.madrugada.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalBrokerTest {
    @Test
    void takesThePlaceOfTheContractsBrokersWithoutALogin() {
        assertThat(LocalBroker.options(Map.of(LocalBroker.VARIABLE, "127.0.0.1:9092")))
                .hasValueSatisfying(options -> assertThat(options.values())
                        .containsEntry("bootstrap.servers", "127.0.0.1:9092")
                        .containsEntry("security.protocol", "PLAINTEXT"));
        assertThat(LocalBroker.options(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b-1.example.com:9092", "127.0.0.1", "127.0.0.1:9092,b-1.example.com:9092", ""})
    void isOnLoopback(String bootstrap) {
        assertThatThrownBy(() -> LocalBroker.options(Map.of(LocalBroker.VARIABLE, bootstrap)))
                .hasMessageStartingWith("InvalidArguments: MADRUGADA_KAFKA_BOOTSTRAP: ");
    }
}
