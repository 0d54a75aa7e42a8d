package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Checkup;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.cli.doctor.evidence.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Whose credentials this command has. */
final class CallerIdentity {
    private final StsClient sts;
    private final Target target;
    private final Evidence evidence;
    private @Nullable GetCallerIdentityResponse caller;

    CallerIdentity(StsClient sts, Target target, Evidence evidence) {
        this.sts = sts;
        this.target = target;
        this.evidence = evidence;
    }

    /** The account's id. */
    String account() {
        return caller().account();
    }

    private GetCallerIdentityResponse caller() {
        if (caller == null) {
            caller = sts.getCallerIdentity();
            evidence.conceal(caller.account());
        }
        return caller;
    }

    Check check() {
        return new Check(Check.CREDENTIALS, List.of(), this::credentials);
    }

    private Finding credentials() {
        try {
            return Finding.ok("account " + account() + ", region " + target.region() + ", as " + caller().arn());
        } catch (StsException refused) {
            return Finding.failed(
                    "AWS refused the credentials: " + Checkup.codeOf(refused),
                    "renew them (aws sso login, or a new session), and check this machine's clock");
        } catch (SdkClientException none) {
            return Finding.failed(
                    "no credentials were found, or no request could be sent",
                    "set AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, and check the network path");
        }
    }
}
