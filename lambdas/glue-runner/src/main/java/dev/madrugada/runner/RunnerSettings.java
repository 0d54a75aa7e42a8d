package dev.madrugada.runner;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The function's settings.
 *
 * @param activities the ARNs of the activities whose tasks are taken
 * @param table the name of the table of claims
 */
record RunnerSettings(List<String> activities, String table) {
    static final String ACTIVITIES = "ACTIVITIES";
    static final String TABLE = "CLAIMS_TABLE";

    static RunnerSettings of(Map<String, String> environment) {
        List<String> activities = Stream.of(
                        environment.getOrDefault(ACTIVITIES, "").split(","))
                .map(String::strip)
                .filter(arn -> !arn.isEmpty())
                .toList();
        String table = environment.getOrDefault(TABLE, "");
        if (activities.isEmpty() || table.isBlank()) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("the function's environment")
                    .what((activities.isEmpty() ? ACTIVITIES : TABLE) + " is missing")
                    .because("the runner knows neither its tasks nor its claims otherwise")
                    .fix("set " + ACTIVITIES + " to the ARNs of the activities, with commas between them, and " + TABLE
                            + " to the name of the table")
                    .exception();
        }
        return new RunnerSettings(activities, table);
    }
}
