package dev.madrugada.localstack.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The admin path of the account's settings: {@code GET /_local/account} returns all; {@code POST
 * /_local/account?at=/bucket/versioning} replaces one by the JSON of the body.
 */
final class AccountAdmin implements Service {
    private static final String PATH = "/_local/account";

    private final AccountState state;

    AccountAdmin(AccountState state) {
        this.state = state;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (request.method().equals("POST")) {
            String body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
            try {
                state.set(request.query().getOrDefault("at", ""), body);
            } catch (JsonProcessingException | IllegalArgumentException wrong) {
                throw ServiceException.validation(PATH + " needs ?at= with a JSON pointer, and JSON as its body");
            }
        }
        return AwsResponse.json(200, state.at("").toString());
    }
}
