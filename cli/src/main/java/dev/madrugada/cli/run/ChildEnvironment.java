package dev.madrugada.cli.run;

import dev.madrugada.localstack.LocalStackEndpoints;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment of the processes that a run starts. It has the local stack's endpoints and keys and none of the
 * user's AWS settings. It has no proxy settings either, because the processes connect to this machine only.
 */
record ChildEnvironment(Map<String, String> inherited, Path work) {
    private static final Pattern LEFT_OUT = Pattern.compile("(AWS|MADRUGADA)_.*|(HTTPS?|ALL|NO)_PROXY");

    ChildEnvironment {
        inherited = Map.copyOf(inherited);
    }

    /** The environment of a process that uses no AWS service. */
    Map<String, String> withoutStack() {
        Map<String, String> environment = new HashMap<>(inherited);
        environment
                .keySet()
                .removeIf(
                        name -> LEFT_OUT.matcher(name.toUpperCase(Locale.ROOT)).matches());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        // Neither file exists, so no profile and no credentials of the user are read.
        environment.put("AWS_CONFIG_FILE", work.resolve("no-aws-config").toString());
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE",
                work.resolve("no-aws-credentials").toString());
        environment.put("TZ", "UTC");
        return environment;
    }

    /** The environment of a process that uses the local stack. */
    Map<String, String> with(LocalStackEndpoints stack) {
        Map<String, String> environment = withoutStack();
        environment.putAll(stack.environment());
        environment.put("AWS_DEFAULT_REGION", stack.region());
        return environment;
    }
}
