package dev.madrugada.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides one stack for all tests that set the stack's clock. Each test must set the clock before it uses the stack.
 */
final class SettableClockStack implements ParameterResolver {
    static final Instant START = Instant.parse("2001-01-03T02:00:00Z");

    private static final class Running implements AutoCloseable {
        private final LocalStackProcess process;

        Running() {
            try {
                Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
                process = LocalStackProcess.startAt(Files.createTempDirectory(tmp, "past-stack"), START);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Clients.class || type == AdminClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(SettableClockStack.class, key -> new Running(), Running.class);
        LocalStackEndpoints endpoints = running.process.endpoints();
        return parameter.getParameter().getType() == Clients.class
                ? new Clients(endpoints)
                : new AdminClient(endpoints.aws());
    }
}
