package dev.madrugada.localstack.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;

/** SES's GetAccount, and GetEmailIdentity of the setting {@code unknown-identities}, which do not exist. */
final class MailAccount implements Service {
    private static final String IDENTITIES = "/v2/email/identities/";

    private final AccountState state;

    MailAccount(AccountState state) {
        this.state = state;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.method().equals("GET")
                && (request.path().equals("/v2/email/account") || isUnknownIdentity(request.path()));
    }

    private boolean isUnknownIdentity(String path) {
        for (JsonNode identity : state.at("/unknown-identities")) {
            if (path.equals(IDENTITIES + identity.asText())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        if (request.path().startsWith(IDENTITIES)) {
            throw new ServiceException(
                    "NotFoundException",
                    "Email identity " + request.path().substring(IDENTITIES.length()) + " does not exist.");
        }
        return AwsResponse.json(200, state.object("/mail").toString());
    }
}
