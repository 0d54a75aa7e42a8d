package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Whether somebody gets what a failed night sends. */
final class TopicChecks {
    private final SnsClient sns;
    private final Target target;
    private final Supplier<String> account;

    TopicChecks(SnsClient sns, Target target, Supplier<String> account) {
        this.sns = sns;
        this.target = target;
        this.account = account;
    }

    List<Check> checks() {
        return List.of("data", "operations").stream()
                .map(topic -> Check.of("topic-" + topic, () -> subscribed(target.named(topic))))
                .toList();
    }

    private Finding subscribed(String topic) {
        List<Subscription> all;
        try {
            all = sns.listSubscriptionsByTopic(
                            ask -> ask.topicArn("arn:aws:sns:" + target.region() + ":" + account.get() + ":" + topic))
                    .subscriptions();
        } catch (NotFoundException missing) {
            return Finding.failed("there is no topic " + topic, "deploy the stack, or correct --environment");
        }
        long confirmed = all.stream()
                .filter(subscription ->
                        String.valueOf(subscription.subscriptionArn()).startsWith("arn:"))
                .count();
        long pending = all.size() - confirmed;
        String seen = confirmed + " confirmed subscriptions" + (pending == 0 ? "" : ", " + pending + " pending");
        if (confirmed == 0) {
            return Finding.failed(
                    seen + ": nobody would be notified",
                    pending == 0
                            ? "subscribe an address to the topic, and confirm it"
                            : "confirm the subscription by the link in AWS's mail, or subscribe again after three"
                                    + " days");
        }
        return pending == 0 ? Finding.ok(seen) : Finding.warning(seen, "confirm the rest by the link in AWS's mail");
    }
}
