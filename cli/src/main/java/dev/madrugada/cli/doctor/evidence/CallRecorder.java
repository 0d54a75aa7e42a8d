package dev.madrugada.cli.doctor.evidence;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Records each call of an SDK client: the names of its parameters, its status or error code, the fields of the answer. */
public final class CallRecorder implements ExecutionInterceptor {
    private final Evidence evidence;

    public CallRecorder(Evidence evidence) {
        this.evidence = evidence;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        evidence.observe(
                named(attributes),
                fields(context.request()),
                String.valueOf(context.httpResponse().statusCode()),
                "has " + fields(context.response()));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof AwsServiceException refused) {
            AwsErrorDetails details = refused.awsErrorDetails();
            String code = details == null ? "" : " " + details.errorCode();
            evidence.observe(
                    named(attributes),
                    fields(context.request()),
                    refused.statusCode() + code,
                    details == null ? "" : String.valueOf(details.errorMessage()));
        }
    }

    private static String named(ExecutionAttributes attributes) {
        return String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                        .toLowerCase(Locale.ROOT) + ":"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    /** The names of the members that have a value, in order. */
    private static String fields(@Nullable Object message) {
        return message instanceof SdkPojo pojo
                ? pojo.sdkFields().stream()
                        .filter(field -> isGiven(field.getValueOrDefault(pojo)))
                        .map(field -> Objects.requireNonNull(field.memberName()))
                        .sorted()
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static boolean isGiven(@Nullable Object value) {
        return value != null && !(value instanceof Collection<?> list && list.isEmpty());
    }
}
