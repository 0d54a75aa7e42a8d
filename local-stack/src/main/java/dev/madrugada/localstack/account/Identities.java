package dev.madrugada.localstack.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.http.Xml;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * STS's GetCallerIdentity, and IAM's SimulatePrincipalPolicy. Every role exists, except those of the setting {@code
 * missing-roles}, and may do everything, except {@code denied}, a list of texts such as {@code
 * "madrugada-prod-load secretsmanager:GetSecretValue"}.
 */
final class Identities {
    private final AccountState state;

    Identities(AccountState state) {
        this.state = state;
    }

    void addTo(QueryActions queries) {
        queries.add("GetCallerIdentity", form -> caller());
        queries.add("SimulatePrincipalPolicy", this::simulated);
    }

    private String caller() throws ServiceException {
        if (state.text("/credentials").equals("expired")) {
            throw new ServiceException("ExpiredToken", "The security token included in the request is expired");
        }
        return Xml.text("Arn", "arn:aws:iam::" + state.text("/account") + ":user/operator")
                + Xml.text("UserId", "AIDALOCAL")
                + Xml.text("Account", state.text("/account"));
    }

    private String simulated(Map<String, String> form) throws ServiceException {
        String arn = form.getOrDefault("PolicySourceArn", "");
        String role = arn.substring(arn.lastIndexOf('/') + 1);
        if (texts("/missing-roles").contains(role)) {
            throw new ServiceException("NoSuchEntity", "The role with name " + role + " cannot be found.");
        }
        Set<String> denied = texts("/denied");
        StringBuilder results = new StringBuilder();
        for (String action : QueryActions.listed(form, "ActionNames.member.")) {
            String decision = denied.contains(role + " " + action) ? "implicitDeny" : "allowed";
            results.append(Xml.of(
                    "member",
                    Xml.text("EvalActionName", action),
                    Xml.text("EvalResourceName", form.getOrDefault("ResourceArns.member.1", "*")),
                    Xml.text("EvalDecision", decision)));
        }
        return Xml.text("IsTruncated", "false") + Xml.of("EvaluationResults", results.toString());
    }

    private Set<String> texts(String pointer) {
        Set<String> texts = new HashSet<>();
        for (JsonNode text : state.at(pointer)) {
            texts.add(text.asText());
        }
        return texts;
    }
}
