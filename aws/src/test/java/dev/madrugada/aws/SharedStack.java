package dev.madrugada.aws;

import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides one local stack for all tests of this module. Resolves parameters of type {@link LocalStackEndpoints}. */
public final class SharedStack implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStackEndpoints.class;
    }

    @Override
    public LocalStackEndpoints resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(LocalStackProcess.class, key -> started(), LocalStackProcess.class)
                .endpoints();
    }

    /** Starts the stack and sets its keys as system properties, which the SDK's default credentials chain reads. */
    private static LocalStackProcess started() {
        LocalStackProcess stack =
                LocalStackProcess.start(Path.of("target", "stack").toAbsolutePath());
        System.setProperty("aws.accessKeyId", stack.endpoints().accessKey());
        System.setProperty("aws.secretAccessKey", stack.endpoints().secretKey());
        return stack;
    }
}
