package dev.madrugada.runner.tick;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Interleaving;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;

/**
 * Ports whose calls fail. A call may be refused before it has an effect, its answer may be lost after it, and the
 * process may end before or after it. Before each call, another process may go on.
 */
final class FaultyPorts {
    private final Random random;
    private final Interleaving interleaving;
    private final int percent;

    /** @param percent how many of a hundred calls fail */
    FaultyPorts(Random random, Interleaving interleaving, int percent) {
        this.random = random;
        this.interleaving = interleaving;
        this.percent = percent;
    }

    /** The end of a process in the middle of its work; no code of the runner catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    <T> T of(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            interleaving.step();
            int draw = random.nextInt(400);
            boolean fails = draw < 4 * percent;
            if (fails && draw % 4 == 0) {
                throw new Crash();
            }
            if (fails && draw % 4 == 1) {
                throw throttled();
            }
            Object answer;
            try {
                answer = method.invoke(real, args);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
            if (fails && draw % 4 == 2) {
                throw new Crash();
            }
            if (fails) {
                throw throttled();
            }
            return answer;
        }));
    }

    private static RuntimeException throttled() {
        return Fault.of(ErrorCode.SourceThrottled)
                .at("a port")
                .what("it did not answer")
                .because("the schedule says so")
                .fix("repeat it")
                .exception();
    }
}
