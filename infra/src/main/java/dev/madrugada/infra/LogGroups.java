package dev.madrugada.infra;

import java.util.Arrays;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Makes the log groups: encrypted, kept for the days of the deployment, and kept when the stack is deleted. */
final class LogGroups extends Construct {
    private final Names names;
    private final IKey key;
    private final RetentionDays retention;

    LogGroups(Construct scope, Names names, IKey key, int days) {
        super(scope, "Logs");
        this.names = names;
        this.key = key;
        this.retention = retention(days);
    }

    LogGroup of(String thing) {
        return LogGroup.Builder.create(this, thing)
                .logGroupName(names.logGroup(thing))
                .encryptionKey(key)
                .retention(retention)
                .removalPolicy(Kept.POLICY)
                .build();
    }

    /**
     * A group for executions and for flow logs. Step Functions and VPCs deliver to names with this beginning without
     * extending a resource policy, which has a limited size.
     */
    LogGroup vended(String thing) {
        return LogGroup.Builder.create(this, thing)
                .logGroupName("/aws/vendedlogs" + names.logGroup(thing))
                .encryptionKey(key)
                .retention(retention)
                .removalPolicy(Kept.POLICY)
                .build();
    }

    /** CloudWatch knows certain numbers of days only: the next greater one. */
    private static RetentionDays retention(int days) {
        return Arrays.stream(RetentionDays.values())
                .filter(each -> daysOf(each) >= days)
                .min((one, other) -> Integer.compare(daysOf(one), daysOf(other)))
                .orElse(RetentionDays.INFINITE);
    }

    private static int daysOf(RetentionDays retention) {
        return switch (retention) {
            case ONE_DAY -> 1;
            case THREE_DAYS -> 3;
            case FIVE_DAYS -> 5;
            case ONE_WEEK -> 7;
            case TWO_WEEKS -> 14;
            case ONE_MONTH -> 30;
            case TWO_MONTHS -> 60;
            case THREE_MONTHS -> 90;
            case FOUR_MONTHS -> 120;
            case FIVE_MONTHS -> 150;
            case SIX_MONTHS -> 180;
            case ONE_YEAR -> 365;
            case TWO_YEARS -> 731;
            case FIVE_YEARS -> 1827;
            case TEN_YEARS -> 3653;
            default -> Integer.MAX_VALUE;
        };
    }
}
