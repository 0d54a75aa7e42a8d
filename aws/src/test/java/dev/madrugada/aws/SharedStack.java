package dev.madrugada.aws;

import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests that ask for {@link LocalStackEndpoints} the module's one local stack. */
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

    /** The SDK's default chain finds the stack's keys where it would find a person's. */
    private static LocalStackProcess started() {
        LocalStackProcess stack =
                LocalStackProcess.start(Path.of("target", "stack").toAbsolutePath());
        System.setProperty("aws.accessKeyId", stack.endpoints().accessKey());
        System.setProperty("aws.secretAccessKey", stack.endpoints().secretKey());
        return stack;
    }
}
