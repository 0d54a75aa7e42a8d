package dev.madrugada.night.failure;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.failure.CodedMessage;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.run.FailureRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The classification of a failure.
 *
 * @param code the name of an {@link ErrorCode}, or AWS's name of the error
 * @param message for people; has the form {@code Code: where: what; why; how to fix} if the code is an ErrorCode
 * @param logs locations of the failed process's log, if its failure record has them
 */
record Diagnosis(String code, ErrorCategory category, String message, Course course, List<String> logs) {
    private static final String TASK_FAILED = "States.TaskFailed";

    /** The possible reactions. */
    enum Course {
        /** Retried if the category is retried. */
        BY_CATEGORY,
        /** The process died: retried, but less often. */
        DIED,
        /** Never retried, because the task was retried already or because a person must act first. */
        OVER
    }

    /** Glue accepts no further runs. The state machine has then retried the task for about half an hour. */
    private static final Set<String> NO_CAPACITY =
            Set.of("Glue.ConcurrentRunsExceededException", "Glue.ResourceNumberLimitExceededException");
    /** Older Lambda runtimes report a function's timeout as Lambda.Unknown, newer ones as Sandbox.Timedout. */
    private static final Set<String> FUNCTION_DIED = Set.of("Lambda.Unknown", "java.lang.OutOfMemoryError");
    /** Errors in the state machine's own definition. */
    private static final Set<String> MACHINE_BUG = Set.of(
            "States.ParameterPathFailure",
            "States.IntrinsicFailure",
            "States.ResultPathMatchFailure",
            "States.NoChoiceMatched",
            "States.QueryEvaluationError",
            "States.Runtime");

    /** @param left the failure record of this attempt, if there is one */
    static Diagnosis of(FailedTask task, Optional<FailureRecord> left) {
        if (meaning(task) == JobRunState.Meaning.STOPPED) {
            return aws(
                    TASK_FAILED,
                    "The job run of " + task.stage().state() + " was stopped before it was done. Run the night again.",
                    Course.OVER);
        }
        return left.map(record -> coded(record.code(), record.message(), record.logs()))
                .or(() -> CodedMessage.in(task.error(), task.cause())
                        .map(found -> coded(found.code(), found.message(), List.of())))
                .orElseGet(() -> withoutCode(task));
    }

    /** Whether the function's process ended without an answer: Lambda reports it under several names. */
    private static boolean hasDied(String error) {
        return FUNCTION_DIED.contains(error) || error.startsWith("Runtime.") || error.startsWith("Sandbox.");
    }

    private static Diagnosis withoutCode(FailedTask task) {
        String error = task.error().isEmpty() ? TASK_FAILED : task.error();
        if (NO_CAPACITY.contains(error)) {
            Diagnosis capacity = noCapacity(task, error + ": " + words(task, error));
            return new Diagnosis(
                    capacity.code(), capacity.category(), capacity.message(), Course.OVER, capacity.logs());
        }
        if (hasDied(error)) {
            return aws(error, words(task, error), Course.DIED);
        }
        if (MACHINE_BUG.contains(error) || isClassName(error)) {
            return coded(ErrorCode.InternalError, "InternalError: " + error + ": " + words(task, error), List.of());
        }
        boolean isJobRun = error.equals(TASK_FAILED) || task.state().isPresent();
        return isJobRun ? ofJobRun(task) : aws(error, words(task, error), Course.OVER);
    }

    private static Diagnosis ofJobRun(FailedTask task) {
        String stage = task.stage().state();
        String words = words(task, TASK_FAILED);
        return switch (meaning(task)) {
            case DIED -> aws(TASK_FAILED, words, Course.DIED);
            case OUT_OF_TIME ->
                aws(
                        TASK_FAILED,
                        "The job run of " + stage + " took longer than the Timeout of its job. See its log for what"
                                + " held it up, or raise the Timeout, and run the night again. " + words,
                        Course.OVER);
            case UNDER_WAY ->
                aws(
                        TASK_FAILED,
                        "The task of " + stage + " ended, and its job run is still "
                                + task.state().map(Enum::name).orElse("under way")
                                + ". Wait for the run or stop it, and run the night again. " + words,
                        Course.OVER);
            case NOT_DEPLOYED ->
                aws(
                        TASK_FAILED,
                        "The job of " + stage + " was deleted before its run started. Deploy it, and run the night"
                                + " again. " + words,
                        Course.OVER);
            case NO_CAPACITY -> noCapacity(task, "the run waited in the queue until it expired");
            case STOPPED -> throw new IllegalStateException("decided before");
        };
    }

    /**
     * The state's meaning. Without a known state the process is taken as dead, since Glue reports FAILED for other
     * errors.
     */
    private static JobRunState.Meaning meaning(FailedTask task) {
        return task.state().map(JobRunState::meaning).orElse(JobRunState.Meaning.DIED);
    }

    private static Diagnosis noCapacity(FailedTask task, String why) {
        return coded(
                ErrorCode.CapacityUnavailable,
                Fault.of(ErrorCode.CapacityUnavailable)
                        .at("the job of " + task.stage().state())
                        .what("Glue started no run of it, however often it was asked")
                        .because(why)
                        .fix("wait until other runs have ended, or raise the concurrency of the job or the quota of"
                                + " the account, and run the night again")
                        .message(),
                List.of());
    }

    private static Diagnosis coded(ErrorCode code, String message, List<String> logs) {
        return new Diagnosis(code.name(), code.category(), message, Course.BY_CATEGORY, logs);
    }

    /** An error that has only AWS's name: a service rejected the request, or a process died. */
    private static Diagnosis aws(String code, String message, Course course) {
        return new Diagnosis(code, ErrorCategory.INFRASTRUCTURE, message, course, List.of());
    }

    /**
     * Whether the error is a Java class name, by which Lambda reports exceptions. AWS's own names begin with a capital.
     */
    private static boolean isClassName(String error) {
        return Character.isLowerCase(error.charAt(0)) && error.indexOf('.') > 0;
    }

    /** AWS's text, without the JSON around it. */
    private static String words(FailedTask task, String error) {
        String text = CodedMessage.errorText(task.cause());
        if (!text.isBlank()) {
            return text;
        }
        return task.cause().isBlank()
                ? error + " in " + task.stage().state() + ", without a cause."
                : error + " in " + task.stage().state() + ", without a message.";
    }
}
