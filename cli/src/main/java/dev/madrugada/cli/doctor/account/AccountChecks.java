package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.common.lake.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All checks of the account's services, in the order in which a person would fix what they find. */
public final class AccountChecks {
    private AccountChecks() {}

    /**
     * The checks.
     *
     * @param lake writes and reads objects with the credentials of this command
     * @param glueRuns how the end of a canary run is awaited; empty to start none, because a run costs money
     */
    public static List<Check> of(
            Clients clients, Target target, ObjectStore lake, Evidence evidence, Optional<GlueRunWait> glueRuns) {
        CallerIdentity caller = new CallerIdentity(clients.sts(), target, evidence);
        List<Check> checks = new ArrayList<>();
        checks.add(caller.check());
        checks.addAll(new StreamChecks(clients.kinesis(), target).checks());
        checks.addAll(new BucketChecks(clients.bucketSettings(), target).checks());
        checks.addAll(new ObjectChecks(clients.s3(), lake, target, evidence).checks());
        checks.addAll(new CatalogChecks(clients.glue(), clients.lakeFormation(), target).checks());
        checks.addAll(new JobChecks(clients.glue(), target).checks());
        checks.addAll(new RoleChecks(
                        clients.iam(),
                        new GrantNames(target, caller::account, clients.bucketSettings()::getBucketEncryption))
                .checks());
        checks.addAll(new NetworkChecks(clients.ec2(), target).checks());
        checks.add(new CopyRoleCheck(clients.redshift(), clients.serverless(), target, caller::account).check());
        checks.addAll(new MailChecks(clients.ses(), target).checks());
        checks.addAll(new TopicChecks(clients.sns(), target, caller::account).checks());
        checks.addAll(new ScheduleChecks(clients.scheduler(), target).checks());
        checks.addAll(new GlueRunChecks(clients.glue(), target, evidence, glueRuns).checks());
        return checks;
    }
}
