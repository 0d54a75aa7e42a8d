package dev.madrugada.common.error;

/**
 * The public name of an error. An exception's message starts with the name, docs/operations.md explains it, and the
 * state machine decides by it how to continue. Users' alarms match the names, so a name must not change.
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
    /** A commit was sent and no answer was received. The ledger says whether the commit happened. */
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
