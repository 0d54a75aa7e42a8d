package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Operations;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The two topics: of the data team, whose data broke a rule, and of operations. */
final class Notifications extends Construct {
    private final Topic data;
    private final Topic operations;

    Notifications(Construct scope, Names names, Operations recipients, IKey key) {
        super(scope, "Notifications");
        data = topic("DataTopic", names.of("data"), key, recipients.dataMails());
        operations = topic("OperationsTopic", names.of("operations"), key, recipients.mails());
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
        operations.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("Publishers")
                .principals(List.of(
                        new ServicePrincipal("events.amazonaws.com"), new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(operations.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
    }

    Topic data() {
        return data;
    }

    Topic operations() {
        return operations;
    }

    private Topic topic(String id, String name, IKey key, List<String> mails) {
        Topic topic = Topic.Builder.create(this, id)
                .topicName(name)
                .masterKey(key)
                .enforceSsl(true)
                .build();
        mails.forEach(mail -> topic.addSubscription(new EmailSubscription(mail)));
        return topic;
    }
}
