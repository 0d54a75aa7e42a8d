package dev.madrugada.cli.doctor.check;

import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Makes checks one after the other. No check keeps a later one from running, unless the later one needs it. */
public final class Checkup {
    private static final int FORBIDDEN = 403;
    private static final Pattern ACTION = Pattern.compile("perform: ([\\w-]+[:.]\\w+)");
    private static final Set<String> DENIED = Set.of(
            "AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation", "NotAuthorized");

    private Checkup() {}

    /**
     * Makes the selected checks in their order.
     *
     * @param progress gets each outcome as soon as it is known
     */
    public static List<Outcome> of(List<Check> checks, Selection selection, Consumer<Outcome> progress) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        for (Check check : selection.of(checks)) {
            Finding finding = check.needs().stream()
                    .filter(missing::contains)
                    .findFirst()
                    .map(needed -> Finding.skipped("needs the check " + needed, "first do what " + needed + " says"))
                    .orElseGet(() -> answer(check));
            if (finding.status() == Status.FAILED || finding.status() == Status.SKIPPED) {
                missing.add(check.name());
            }
            Outcome outcome = Outcome.of(check, finding);
            outcomes.add(outcome);
            progress.accept(outcome);
        }
        return outcomes;
    }

    private static Finding answer(Check check) {
        try {
            return check.question().get();
        } catch (MadrugadaException coded) {
            return coded.faults().isEmpty()
                    ? Finding.failed(String.valueOf(coded.getMessage()), "see docs/operations.md for the code")
                    : coded(coded.faults().get(0));
        } catch (AwsServiceException refused) {
            String code = codeOf(refused);
            return isDenied(refused)
                    ? Finding.warning(
                            "not checked: AWS answered " + code + " to the caller of this command" + actionOf(refused),
                            "allow the caller the action that docs/doctor.md lists for this check, or name it with"
                                    + " --skip")
                    : Finding.failed(
                            "AWS answered " + code, "docs/doctor.md says what this check asks for; correct the name");
        } catch (SdkClientException notSent) {
            return Finding.failed(
                    "the request was not sent: " + notSent.getClass().getSimpleName(),
                    "check the network path from here to AWS, AWS_REGION, and the credentials");
        }
    }

    private static Finding coded(Fault fault) {
        return Finding.failed(fault.code() + ": " + fault.what() + "; " + fault.why(), fault.fix());
    }

    /** The error code of AWS's answer. */
    public static String codeOf(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "status " + refused.statusCode() : details.errorCode();
    }

    /** Whether the caller lacks a permission. */
    public static boolean isDenied(AwsServiceException refused) {
        String code = codeOf(refused);
        return DENIED.contains(code) || (refused.statusCode() == FORBIDDEN && !code.startsWith("Expired"));
    }

    /** The action that AWS's message names, for people; empty if it names none. */
    private static String actionOf(AwsServiceException refused) {
        Matcher named = ACTION.matcher(String.valueOf(refused.getMessage()));
        return named.find() ? ", who may not " + named.group(1) : "";
    }
}
