package dev.madrugada.cli.doctor;

import static dev.madrugada.cli.doctor.BrokenThing.failed;
import static dev.madrugada.cli.doctor.BrokenThing.warning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.cli.doctor.Checkups.Checked;
import dev.madrugada.cli.doctor.check.Status;
import dev.madrugada.cli.doctor.evidence.EvidenceBundle;
import dev.madrugada.cli.doctor.evidence.Observation;
import dev.madrugada.cli.run.LocalGlueRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * doctor as a process against a local stack as a process: a sound account, then one thing broken at a time. The canary's
 * file is written by Spark and loaded by COPY.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorIT {
    private static final Path EVIDENCE =
            Path.of(System.getProperty("madrugada.root"), "cli/src/test/resources/evidence/local-stack.json");
    /** What the stand-in's database does otherwise than Redshift should. */
    private static final Set<String> OF_THE_STAND_IN =
            Set.of("warehouse-varchar-bytes", "warehouse-query-group", "warehouse-truncate-commits");

    private static final BrokenThing<LocalStackAccount> HIDDEN_MESSAGE = failed(
            "Glue hides the job's message",
            account -> account.glueRuns().has(LocalGlueRuns.Flaw.HIDES_MESSAGES),
            "glue-failed-run",
            "FAILED without the job's code: Error Category: UNCLASSIFIED_ERROR",
            "return the bundle of --evidence");

    private final Path folder =
            Path.of("target", "doctor-" + System.currentTimeMillis()).toAbsolutePath();
    private LocalStackAccount account;

    @BeforeAll
    void start() throws IOException {
        account = new LocalStackAccount(Files.createDirectories(folder));
    }

    @AfterEach
    void mend() throws IOException {
        account.mend();
    }

    @AfterAll
    void stop() {
        account.close();
    }

    @Test
    @Order(1)
    void aSoundAccountPassesAndTheCanaryComesBackFromTheWarehouse() throws Exception {
        Checkups checkups = account.checked("--glue-runs");

        assertThat(checkups.exit()).as("%s", checkups).isZero();
        assertThat(checkups.all()).extracting(Checked::status).doesNotContain("SKIPPED", "FAILED");
        assertThat(checkups.all()).hasSizeGreaterThan(40);
        assertThat(checkups.all())
                .filteredOn(outcome -> !OF_THE_STAND_IN.contains(outcome.check()))
                .allSatisfy(outcome ->
                        assertThat(outcome.status()).as("%s", outcome).isEqualTo("OK"));
        assertThat(checkups.named("warehouse-copy").seen()).isEqualTo("10 rows of 14 columns by COPY and back");
        assertThat(checkups.named("glue-failed-run").seen())
                .contains("Exception in User Class: ", "InvalidArguments: ", "--dataset", "--lake", "--date");
        assertThat(checkups.named("glue-stopped-run").seen()).isEqualTo("STOPPED: without a message");
        assertThat(account.glueRuns().errors()).as("the processes' ends").hasSize(2);
        assertThat(account.glueRuns().errors().get(0)).contains("InvalidArguments: ");
        assertThat(account.glueRuns().errors().get(1)).contains("exit code 137", "it was killed");
        assertThat(account.evidence().observations())
                .filteredOn(seen -> seen.behaviour().startsWith("glue-run-"))
                .extracting(Observation::behaviour, Observation::answer)
                .containsExactly(tuple("glue-run-that-fails", "FAILED"), tuple("glue-run-that-is-stopped", "STOPPED"));
        assertThat(account.evidence().observations())
                .filteredOn(seen -> seen.behaviour().equals("glue-run-that-fails"))
                .extracting(Observation::wording)
                .singleElement()
                .asString()
                .contains("InvalidArguments: arguments: --date is missing");
        assertThat(account.hasObjectsOfDoctor()).as("objects that are left").isFalse();
        assertThat(account.tables()).noneMatch(table -> table.startsWith("madrugada_doctor"));
    }

    @ParameterizedTest
    @MethodSource("sample")
    @Order(2)
    void aBrokenThingIsNamedWithItsFix(BrokenThing<? super LocalStackAccount> broken) throws Exception {
        broken.in(account);

        Checkups checkups = account.checked("--only", broken.check(), "--glue-runs");

        verify(broken, checkups);
    }

    /** With both runs of Glue jobs, which the other broken things do without. */
    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("glueRuns")
    @Order(6)
    void aBrokenRunOfAGlueJobIsNamedWithItsFix(BrokenThing<? super LocalStackAccount> broken) throws Exception {
        broken.in(account);

        Checkups checkups = account.checked("--only", "glue,job-quality", "--glue-runs", "--glue-run-minutes", "1");

        verify(broken, checkups);
        assertThat(checkups.all())
                .filteredOn(outcome -> outcome.status().equals("SKIPPED"))
                .allSatisfy(outcome -> assertThat(outcome.seen()).startsWith("needs the check " + broken.check()));
    }

    /** All checks but the two runs of Glue jobs; the canary, whose Spark takes most of the time, if it is broken. */
    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("broken")
    @Order(5)
    void eachBrokenThingIsNamedByItsCheckAlone(BrokenThing<? super LocalStackAccount> broken) throws Exception {
        broken.in(account);

        Checkups checkups = broken.check().equals("warehouse-copy")
                ? account.checked("--skip", "glue")
                : account.checked("--skip", "glue,warehouse-copy");

        verify(broken, checkups);
    }

    private static void verify(BrokenThing<? super LocalStackAccount> broken, Checkups checkups) {
        List<Checked> found = checkups.toDo().stream()
                .filter(outcome -> !OF_THE_STAND_IN.contains(outcome.check()))
                .toList();
        assertThat(found).as("%s", checkups).singleElement().satisfies(outcome -> {
            assertThat(outcome.check()).isEqualTo(broken.check());
            assertThat(outcome.status()).isEqualTo(broken.status().name());
            assertThat(outcome.seen()).contains(broken.seen());
            assertThat(outcome.fix()).contains(broken.fix());
        });
        assertThat(checkups.exit()).isEqualTo(broken.status() == Status.FAILED ? 65 : 0);
    }

    @Test
    @Order(3)
    void theSampleOfEvidenceHasTheAnswersOfTheLocalStack() throws Exception {
        EvidenceBundle now = account.evidence();
        Files.write(folder.resolve("local-stack.json"), now.json());
        EvidenceBundle sample = EvidenceBundle.read(Files.readAllBytes(EVIDENCE), EVIDENCE.toString());

        assertThat(sample.endpoints()).isEqualTo(EvidenceBundle.CUSTOM);
        assertThat(now.differences(sample))
                .as("to renew the sample, copy it from %s", folder)
                .isEmpty();
        assertThat(now.unmatched(sample))
                .as("to renew the sample, copy it from %s", folder)
                .isEmpty();
    }

    @Test
    @Order(4)
    void comparesWithABundleOfAnotherRun() throws Exception {
        Path other = folder.resolve("other.json");
        Files.writeString(
                other, Files.readString(EVIDENCE).replace("\"answer\" : \"refused\"", "\"answer\" : \"replaced\""));

        Checkups alike = account.checked("--only", "conditional-create", "--compare", EVIDENCE.toString());
        Checkups unlike = account.checked("--only", "conditional-create", "--compare", other.toString());

        assertThat(alike.exit()).as("%s", alike).isZero();
        assertThat(alike.named("evidence").seen()).contains(" 0 answered otherwise; 0 are not in the file");
        assertThat(unlike.exit()).as("%s", unlike).isEqualTo(65);
        assertThat(unlike.toDo())
                .singleElement()
                .extracting(Checked::seen)
                .asString()
                .contains("s3-create-of-an-existing-object", "[refused] here, [replaced] there");
    }

    static Stream<BrokenThing<? super LocalStackAccount>> broken() {
        return Stream.concat(BrokenSettings.all(), storeAndWarehouse().stream());
    }

    static Stream<BrokenThing<? super LocalStackAccount>> glueRuns() {
        return Stream.of(
                HIDDEN_MESSAGE,
                failed(
                        "a run that does not start",
                        account -> account.glueRuns().has(LocalGlueRuns.Flaw.DOES_NOT_START),
                        "glue-failed-run",
                        "Command failed with exit code 1",
                        "did not start, and the log says why"),
                failed(
                        "a run that is not stopped in time",
                        account -> account.glueRuns().has(LocalGlueRuns.Flaw.STOPS_LATE),
                        "glue-stopped-run",
                        "STOPPING 1 minutes after BatchStopJobRun",
                        "aws glue batch-stop-job-run --job-name madrugada-local-quality --job-run-ids jr_"),
                warning(
                        "StartJobRun denied",
                        account -> account.set("/denied-to-caller", "{\"AWSGlue.StartJobRun\":\"glue:StartJobRun\"}"),
                        "glue-failed-run",
                        "who may not glue:StartJobRun",
                        "allow the caller the action"),
                failed(
                        "no job to run",
                        account -> account.withoutJob("quality"),
                        "job-quality",
                        "no job madrugada-local-quality",
                        "deploy the stack"));
    }

    /** One of each kind: the account's settings, a service's resource, an option, the store, the warehouse. */
    static Stream<BrokenThing<? super LocalStackAccount>> sample() {
        Set<String> names = Set.of(
                "retention of a day",
                "a job on Glue 4",
                "COPY's role may not read",
                "a refused login",
                HIDDEN_MESSAGE.name());
        List<BrokenThing<? super LocalStackAccount>> sample = Stream.concat(broken(), Stream.of(HIDDEN_MESSAGE))
                .filter(broken -> names.contains(broken.name()))
                .collect(Collectors.toList());
        assertThat(sample).hasSameSizeAs(names);
        return sample.stream();
    }

    private static List<BrokenThing<LocalStackAccount>> storeAndWarehouse() {
        return List.of(
                failed(
                        "a wrong secret access key",
                        account -> account.variable("AWS_SECRET_ACCESS_KEY", "another"),
                        "objects",
                        "SignatureDoesNotMatch",
                        "renew or correct the credentials"),
                failed(
                        "a refused login",
                        account ->
                                account.withLogin(account.endpoints().redshift().user(), "another"),
                        "warehouse-login",
                        "refused",
                        "username and password"),
                failed(
                        "no schema",
                        account -> account.sql("ALTER SCHEMA public RENAME TO hidden"),
                        "warehouse-login",
                        "there is no schema",
                        "--ddl"),
                failed(
                        "no right to create tables",
                        account -> {
                            account.sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
                            account.withLogin("nightly", "any");
                        },
                        "warehouse-login",
                        "may not create tables",
                        "GRANT USAGE, CREATE ON SCHEMA"),
                failed(
                        "a COPY whose role is not attached",
                        account -> {
                            String role = "arn:aws:iam::000000000000:role/not-attached";
                            account.set("/attached-roles", "[\"" + role + "\"]");
                            account.option("--copy-role", role);
                        },
                        "warehouse-copy",
                        "role/not-attached",
                        "attach the COPY role"));
    }
}
