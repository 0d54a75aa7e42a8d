package dev.madrugada.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {
    private final IOException innermost = new IOException("innermost");
    private final Exception thrown = new IllegalStateException(new UncheckedIOException(innermost));

    @Test
    void beginsWithTheExceptionItself() {
        assertThat(Causes.of(thrown)).hasSize(3).startsWith(thrown).endsWith(innermost);
    }

    @Test
    void findsTheFirstOfAType() {
        assertThat(Causes.first(IOException.class, thrown)).contains(innermost);
        assertThat(Causes.first(RuntimeException.class, thrown)).contains((RuntimeException) thrown);
        assertThat(Causes.first(Error.class, thrown)).isEmpty();
        assertThat(Causes.contain(IOException.class, thrown)).isTrue();
        assertThat(Causes.contain(Error.class, thrown)).isFalse();
    }

    @Test
    void endsWhereAChainRepeats() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(Causes.of(first)).containsExactly(first, second);
    }
}
