package dev.madrugada.cli.run;

import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.calls.CallLog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Resources that the processes of a night's stages share.
 *
 * @param root the project's folder
 * @param environment the environment of each process
 */
record StageResources(
        Path root,
        WorkFolder work,
        LocalStackEndpoints stack,
        Map<String, String> environment,
        WatchedProcesses processes,
        NightConsole console) {
    StageResources {
        environment = Map.copyOf(environment);
    }

    /** The environment of a process that calls AWS as a role, by which the stack records its calls. */
    Map<String, String> environmentAs(String role) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("AWS_ACCESS_KEY_ID", CallLog.PREFIX + role);
        return own;
    }

    /** The same resources with more variables. */
    StageResources with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new StageResources(root, work, stack, all, processes, console);
    }
}
