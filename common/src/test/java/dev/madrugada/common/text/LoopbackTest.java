package dev.madrugada.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void isTrueForLoopbackHosts(String host) {
        assertThat(Loopback.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost.example", "127.0.0.1.example", "127.0.0", "128.0.0.1", "::2", "0.0.0.0", "null"})
    void isFalseForAnyOtherText(String host) {
        assertThat(Loopback.isHost(host)).isFalse();
    }

    @Test
    void looksAtTheHostOfAnUri() {
        assertThat(Loopback.isHostOf(URI.create("http://127.0.0.1:4566/x"))).isTrue();
        assertThat(Loopback.isHostOf(URI.create("http://[::1]:4566"))).isTrue();
        assertThat(Loopback.isHostOf(URI.create("https://s3.amazonaws.com/localhost")))
                .isFalse();
        assertThat(Loopback.isHostOf(URI.create("file:/localhost"))).isFalse();
    }
}
