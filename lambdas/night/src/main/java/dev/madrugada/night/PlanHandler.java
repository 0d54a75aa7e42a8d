package dev.madrugada.night;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.RunClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Plans the nights of an execution; at present there is always one. The input has {@code dataset} and {@code lake}, and
 * optionally {@code date}, {@code time} (the scheduled instant), {@code force}, {@code run-id}, {@code now} and
 * arguments of single jobs. All values are strings, and unknown names are refused. The answer is {@code {"nights":
 * [{"night", "arguments", "limits", "resume", "failure"}]}}, see {@link NightPlan}.
 *
 * <p>Plan fails before any job starts if the contract is invalid or has changed in a way that published days do not
 * take, if the day has not settled, or if the warehouse's secret or the mails' sender does not exist.
 */
public final class PlanHandler implements RequestStreamHandler {
    private final Map<String, String> environment;
    private final ObjectStore store;
    private final Preflight preflight;

    public PlanHandler() {
        this(
                System.getenv(),
                new AwsObjectStore(new AwsClients(System.getenv())),
                Preflight.of(new AwsClients(System.getenv())));
    }

    PlanHandler(Map<String, String> environment, ObjectStore store, Preflight preflight) {
        this.environment = Map.copyOf(environment);
        this.store = store;
        this.preflight = preflight;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new LambdaFunction("plan", environment, () -> store).run(event, answer, this::plan);
    }

    private Map<String, Object> plan(LambdaEvent event) {
        PlanArguments arguments = PlanArguments.parse(event);
        Clock clock = RunClock.of(arguments.now(), environment);
        NightPlan plan = NightPlan.of(event, arguments, clock.instant());
        requireSettled(new ArrivalDay(plan.date(), ZoneOffset.UTC), clock.instant());
        DatasetContract contract =
                DatasetFolder.read(store, arguments.dataset()).contract();
        ContractChanges.since(store, arguments.lake(), contract).ifPresent(ContractChanges::requireInPlace);
        preflight.check(contract, arguments.warehouse().orSecret(event.setting("warehouse-secret")));
        return plan.answer(contract.dataset(), contract.report().title(), event);
    }

    /** Checks early what the Kinesis source would refuse only after a job has started. */
    private static void requireSettled(ArrivalDay day, Instant now) {
        if (now.isBefore(day.settled())) {
            boolean over = !now.isBefore(day.end());
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("date")
                    .what(day.date()
                            + (over ? " has not settled: it ended at " + day.end() + ", and" : " is not over:")
                            + " it is " + now)
                    .because(
                            over
                                    ? "records that arrived on it may become readable later, and two reads might differ"
                                    : "arrival days are days of UTC, and records of this one may still arrive")
                    .fix("start it at " + day.settled() + " or later, or give no date for the last day that has"
                            + " settled at the scheduled time")
                    .exception();
        }
    }
}
