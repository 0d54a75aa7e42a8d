package dev.madrugada.localstack.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.nio.charset.StandardCharsets;

/** EventBridge Scheduler's GetSchedule, and Lake Formation's GetDataLakeSettings. */
final class RestSettings implements Service {
    private static final String SCHEDULES = "/schedules/";
    private static final String LAKE_FORMATION = "/GetDataLakeSettings";

    private final AccountState state;

    RestSettings(AccountState state) {
        this.state = state;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return (request.method().equals("GET") && request.path().startsWith(SCHEDULES))
                || (request.method().equals("POST") && request.path().equals(LAKE_FORMATION));
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        if (request.path().equals(LAKE_FORMATION)) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("DataLakeSettings", state.object("/lake-formation"));
            return AwsResponse.json(200, answer.toString());
        }
        String name = request.path().substring(SCHEDULES.length());
        JsonNode schedule = state.at("/schedules/" + AccountState.escaped(name));
        if (schedule.isMissingNode()) {
            return new AwsResponse(
                    404,
                    "application/json",
                    ("{\"__type\":\"ResourceNotFoundException\",\"Message\":\"Schedule " + name + " does not exist.\"}")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return AwsResponse.json(200, schedule.toString());
    }
}
