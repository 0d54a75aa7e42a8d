package dev.madrugada.common.error;

/**
 * The public name of an error. It starts the message of the exception that carries it, is explained in
 * docs/operations.md and decides what follows a failure: renaming one breaks people's alarms.
 */
public enum ErrorCode {
    InvalidArguments(ErrorCategory.CALLER),
    InvalidContract(ErrorCategory.CALLER),
    InputMissing(ErrorCategory.DATA),
    RecordsExpired(ErrorCategory.DATA),
    DataContractViolation(ErrorCategory.DATA),
    ConservationViolated(ErrorCategory.DATA),
    QualityGateFailed(ErrorCategory.DATA),
    SourceThrottled(ErrorCategory.INFRASTRUCTURE),
    SourceUnavailable(ErrorCategory.INFRASTRUCTURE),
    SinkUnavailable(ErrorCategory.INFRASTRUCTURE),
    PublicationConflict(ErrorCategory.INFRASTRUCTURE),
    WarehouseUnavailable(ErrorCategory.INFRASTRUCTURE),
    WarehouseConflict(ErrorCategory.INFRASTRUCTURE),
    CapacityUnavailable(ErrorCategory.INFRASTRUCTURE),
    /** The third outcome: a commit was sent and no answer came back. The ledger says whether it happened. */
    CommitOutcomeUnknown(ErrorCategory.INFRASTRUCTURE),
    InternalError(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    ErrorCode(ErrorCategory category) {
        this.category = category;
    }

    public ErrorCategory category() {
        return category;
    }
}
