package dev.madrugada.runner;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.mail.SesMailer;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.runner.aws.AwsActivities;
import dev.madrugada.runner.aws.AwsGlueCrawlers;
import dev.madrugada.runner.aws.AwsGlueJobs;
import dev.madrugada.runner.aws.AwsGlueTriggers;
import dev.madrugada.runner.aws.DynamoDbClaims;
import dev.madrugada.runner.aws.RunnerClients;
import dev.madrugada.runner.aws.SesMails;
import dev.madrugada.runner.step.CrawlerStep;
import dev.madrugada.runner.step.JobStep;
import dev.madrugada.runner.step.MailStep;
import dev.madrugada.runner.step.TriggerStep;
import dev.madrugada.runner.tick.Ports;
import dev.madrugada.runner.tick.Steps;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.glue.GlueClient;

/** Makes the clients, once for each process. */
final class RunnerPorts {
    private static final int PAGE = 50;

    private RunnerPorts() {}

    static Ports of(Map<String, String> environment) {
        AwsClients clients = new AwsClients(environment);
        GlueClient glue = clients.glue();
        RunnerClients own = new RunnerClients(clients);
        GlueClient once = own.glueOnce();
        Map<String, ObjectStore> stores = new ConcurrentHashMap<>();
        Map<String, SesMailer> mailers = new ConcurrentHashMap<>();
        return new Ports(
                new DynamoDbClaims(
                        own.dynamoDb(), RunnerSettings.of(environment).table(), PAGE),
                new AwsActivities(own.polling(), own.answering()),
                new Steps(
                        new JobStep(
                                new AwsGlueJobs(glue, once),
                                () -> stores.computeIfAbsent("lake", name -> new AwsObjectStore(clients))),
                        new CrawlerStep(new AwsGlueCrawlers(glue, once)),
                        new TriggerStep(new AwsGlueTriggers(glue, once)),
                        new MailStep(message -> new SesMails(
                                        mailers.computeIfAbsent("mail", name -> new SesMailer(clients.ses())))
                                .send(message))),
                Clock.systemUTC());
    }
}
