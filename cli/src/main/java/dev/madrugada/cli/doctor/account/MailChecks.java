package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.common.contract.Report;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

/** Whether SES sends the report's mails. */
final class MailChecks {
    private final SesV2Client ses;
    private final Report report;

    MailChecks(SesV2Client ses, Target target) {
        this.ses = ses;
        this.report = target.contract().report();
    }

    List<Check> checks() {
        return List.of(
                Check.of("mail-sender", () -> report.recipients().isEmpty() ? nobody() : sender()),
                Check.of("mail-account", () -> report.recipients().isEmpty() ? nobody() : account()));
    }

    private static Finding nobody() {
        return Finding.skipped("the report has no recipients", "");
    }

    private Finding sender() {
        String address = report.sender().replaceAll("^.*<|>.*$", "").strip();
        List<String> identities = new ArrayList<>(List.of(address));
        for (String above = address.substring(address.lastIndexOf('@') + 1);
                above.contains(".");
                above = above.substring(above.indexOf('.') + 1)) {
            identities.add(above);
        }
        return identities.stream()
                .filter(this::isVerified)
                .findFirst()
                .map(identity -> Finding.ok(identity + " is verified"))
                .orElseGet(() -> Finding.failed(
                        "none of these identities is verified in SES: " + String.join(", ", identities),
                        "verify one of them, or correct report.sender in dataset.yaml, or AWS_REGION"));
    }

    private boolean isVerified(String identity) {
        try {
            return ses.getEmailIdentity(ask -> ask.emailIdentity(identity)).verifiedForSendingStatus();
        } catch (NotFoundException unknown) {
            return false;
        }
    }

    private Finding account() {
        GetAccountResponse account = ses.getAccount(ask -> {});
        if (!Boolean.TRUE.equals(account.sendingEnabled())) {
            return Finding.failed(
                    "sending is off: " + account.enforcementStatus(), "see the account's page in SES for the reason");
        }
        return Boolean.TRUE.equals(account.productionAccessEnabled())
                ? Finding.ok("sends to everybody")
                : Finding.failed(
                        "the account is in SES's sandbox: it sends only to verified addresses",
                        "request production access, or verify every recipient of the report");
    }
}
