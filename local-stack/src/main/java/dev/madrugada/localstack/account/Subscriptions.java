package dev.madrugada.localstack.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.http.Xml;
import java.util.Map;

/** SNS's ListSubscriptionsByTopic. The setting {@code topics} has each topic's subscriptions, by the topic's name. */
final class Subscriptions {
    private final AccountState state;

    Subscriptions(AccountState state) {
        this.state = state;
    }

    void addTo(QueryActions queries) {
        queries.add("ListSubscriptionsByTopic", this::subscriptions);
    }

    private String subscriptions(Map<String, String> form) throws ServiceException {
        String arn = form.getOrDefault("TopicArn", "");
        JsonNode topic = state.at("/topics/" + arn.substring(arn.lastIndexOf(':') + 1));
        if (topic.isMissingNode()) {
            throw new ServiceException("NotFound", "Topic does not exist");
        }
        StringBuilder members = new StringBuilder();
        for (JsonNode subscription : topic) {
            members.append(Xml.of(
                    "member",
                    Xml.text("TopicArn", arn),
                    Xml.text("Protocol", subscription.path("protocol").asText()),
                    Xml.text("Endpoint", subscription.path("endpoint").asText()),
                    Xml.text(
                            "SubscriptionArn",
                            subscription.path("confirmed").asBoolean() ? arn + ":1" : "PendingConfirmation")));
        }
        return Xml.of("Subscriptions", members.toString());
    }
}
