package dev.madrugada.localstack.account;

import dev.madrugada.localstack.http.Service;
import java.util.List;

/** All services of the account, which answer from one state. */
public final class AccountServices {
    private AccountServices() {}

    /** Refuses what the account denies to its caller; must be asked before every other service. */
    public static Service denials(AccountState state) {
        return new CallerDenials(state);
    }

    /**
     * The services, in the order in which the HTTP server asks them.
     *
     * @param otherQueries answers the actions of the query protocol that are not the account's, such as SNS's Publish
     */
    public static List<Service> of(AccountState state, Service otherQueries) {
        QueryActions queries = new QueryActions(otherQueries);
        new Identities(state).addTo(queries);
        new Networks(state).addTo(queries);
        new Clusters(state).addTo(queries);
        new Subscriptions(state).addTo(queries);
        return List.of(
                new AccountAdmin(state),
                new BucketSettings(state),
                new MailAccount(state),
                new RestSettings(state),
                new Clusters(state).serverless(),
                queries);
    }
}
