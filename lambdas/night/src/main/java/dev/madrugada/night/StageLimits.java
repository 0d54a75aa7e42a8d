package dev.madrugada.night;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.night.machine.NightStage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The time limits of the stages in seconds. A deployment sets its own in the plan function's environment variable
 * {@value #VARIABLE}, such as {@code ingest=7200,load=3600}; the others keep the defaults of {@link NightStage}.
 */
final class StageLimits {
    static final String VARIABLE = "STAGE_LIMITS";

    /** A state's TimeoutSeconds has at most eight digits. */
    private static final String SECONDS = "[1-9][0-9]{1,7}";

    private StageLimits() {}

    /**
     * The limits of every stage of a night, in the order of the stages.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if the variable has an unknown stage or a
     *     value that is no number of seconds from 10
     */
    static Map<String, Integer> of(Map<String, String> environment) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        NightStage.ofNight().forEach(stage -> limits.put(stage.key(), stage.limitSeconds()));
        for (String entry : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
            if (entry.isBlank()) {
                continue;
            }
            String[] parts = entry.strip().split("=", 2);
            if (parts.length < 2 || !limits.containsKey(parts[0]) || !parts[1].matches(SECONDS)) {
                throw Fault.of(ErrorCode.InvalidArguments)
                        .at("the plan function's environment variable " + VARIABLE)
                        .what("'" + entry.strip() + "' is not a stage and its seconds")
                        .because("an entry is one of " + String.join(", ", limits.keySet())
                                + ", an equals sign and a number from 10 to 99999999")
                        .fix("write it such as ingest=7200,load=3600")
                        .exception();
            }
            limits.put(parts[0], Integer.valueOf(parts[1]));
        }
        return limits;
    }
}
