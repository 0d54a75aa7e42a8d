package dev.madrugada.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides one stack for all tests that only add resources with names of their own. Resolves parameters of the types
 * Clients, LocalStackEndpoints and Path (the stack's folder).
 */
final class SharedStack implements ParameterResolver {

    private static final class Running implements AutoCloseable {
        private final Path folder;
        private final LocalStackProcess process;

        Running() {
            try {
                folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "shared-stack");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            process = LocalStackProcess.start(folder);
        }

        @Override
        public void close() {
            process.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Clients.class || type == LocalStackEndpoints.class || type == Path.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(SharedStack.class, key -> new Running(), Running.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == Path.class) {
            return running.folder;
        }
        return type == Clients.class ? new Clients(running.process.endpoints()) : running.process.endpoints();
    }
}
