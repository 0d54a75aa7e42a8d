package dev.madrugada.night;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.RunClock;
import dev.madrugada.night.catchup.CatchUp;
import dev.madrugada.night.catchup.MissedDays;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Plans the nights of an execution: the night of its own day, and before it those of earlier days that have no complete
 * night ({@link MissedDays}). The input has {@code dataset} and {@code lake}, and
 * optionally {@code date}, {@code time} (the scheduled instant), {@code force}, {@code run-id}, {@code now} and
 * arguments of single jobs. All values are strings, and unknown names are refused. The answer is {@code {"nights":
 * [{"night", "arguments", "ended", "limits", "resume", "failure"}], "catch-up"}}, see {@link NightPlan} and {@link
 * CatchUp}.
 *
 * <p>The dataset's pointer is read once: every night of the answer, and its resumption, has the URI of the folder that the
 * pointer named then. A dataset that is published later changes nothing in these nights.
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
        Instant now = RunClock.of(arguments.now(), environment).instant();
        Map<String, Integer> limits = StageLimits.of(environment);
        DatasetFolder folder = DatasetFolder.read(store, arguments.dataset());
        DatasetContract contract = folder.contract();
        PlanArguments pinned = arguments.withDataset(folder.location());
        ZoneId zone = contract.eventTime().zone();
        NightPlan own = NightPlan.of(event, pinned, zone, now);
        ArrivalDay ownDay = new ArrivalDay(own.date(), zone);
        requireSettled(ownDay, now);
        ContractChanges.since(store, arguments.lake(), contract).ifPresent(ContractChanges::requireInPlace);
        preflight.check(contract, arguments.warehouse().orSecret(event.setting("warehouse-secret")));
        CatchUp catchUp = catchUp(event, arguments, contract, ownDay, now);
        List<NightPlan> nights = Stream.concat(
                        catchUp.madeUp().stream().map(day -> NightPlan.madeUp(day, event, pinned, now)), Stream.of(own))
                .toList();
        LocalDate first = nights.get(0).date();
        String alert = catchUp.alert(contract.dataset(), own.date());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "nights",
                nights.stream()
                        .map(night -> night.item(
                                contract.dataset(),
                                contract.report().title(),
                                event,
                                limits,
                                // Operations are told once.
                                night.date().equals(first) ? alert : ""))
                        .toList());
        answer.put("catch-up", catchUp);
        return answer;
    }

    /**
     * The days before the own day that have no complete night. An execution with a date plans that day only, and records
     * the others for the next execution without one.
     */
    private CatchUp catchUp(
            LambdaEvent event, PlanArguments arguments, DatasetContract contract, ArrivalDay own, Instant now) {
        String execution = event.execution().isEmpty() ? now.toString() : event.execution();
        int most = arguments.date().isPresent() ? 0 : contract.catchUpDays();
        CatchUp catchUp = new MissedDays(store, new LakeLayout(arguments.lake()), contract.dataset())
                .before(own, most, execution, now);
        return arguments.date().isPresent() ? CatchUp.NONE : catchUp;
    }

    /** Checks early what the Kinesis source would refuse only after a job has started. */
    private static void requireSettled(ArrivalDay day, Instant now) {
        if (!day.exists()) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("date")
                    .what(day.date() + " does not exist in " + day.zone())
                    .because("the zone's clocks were set over it")
                    .fix("give another date, or correct day-zone in dataset.yaml")
                    .exception();
        }
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
                                    : "days begin at midnight in " + day.zone()
                                            + ", and records of this one may still arrive")
                    .fix("start it at " + day.settled() + " or later, or give no date for the last day that has"
                            + " settled at the scheduled time")
                    .exception();
        }
    }
}
