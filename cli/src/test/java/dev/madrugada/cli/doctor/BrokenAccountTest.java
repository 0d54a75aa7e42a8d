package dev.madrugada.cli.doctor;

import static dev.madrugada.cli.doctor.BrokenThing.failed;
import static dev.madrugada.cli.doctor.BrokenThing.warning;
import static dev.madrugada.cli.doctor.check.Status.FAILED;
import static dev.madrugada.cli.doctor.check.Status.OK;
import static dev.madrugada.cli.doctor.check.Status.SKIPPED;
import static dev.madrugada.cli.doctor.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.doctor.account.GlueRunWait;
import dev.madrugada.cli.doctor.check.Outcome;
import dev.madrugada.cli.doctor.check.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing of the account broken at a time: exactly its check says so, with its fix. */
class BrokenAccountTest {
    private static StackInJvm stack;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        stack = new StackInJvm();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aSoundAccountHasNothingToDo() throws Exception {
        try (LocalAccount account = new LocalAccount(stack, folder)) {
            List<Outcome> outcomes = account.checked(Selection.ALL, Optional.of(wait(Duration.ofMinutes(1))));

            assertThat(outcomes)
                    .allSatisfy(outcome ->
                            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OK));
            assertThat(outcomes)
                    .extracting(Outcome::check)
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThan(40);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.check().equals("glue-failed-run"))
                    .singleElement()
                    .extracting(Outcome::seen)
                    .asString()
                    .contains(GlueWorker.MESSAGE);
            assertThat(account.bucket().keys()).as("objects that are left").isEmpty();
            assertThat(account.warehouse().statements())
                    .filteredOn(sql -> sql.startsWith("DROP TABLE IF EXISTS"))
                    .hasSize(1);
        }
    }

    /** Without the simulations of roles, which are most calls, unless a role is broken. */
    @ParameterizedTest
    @MethodSource("broken")
    void eachBrokenThingIsNamedWithItsFix(BrokenThing<? super LocalAccount> broken) throws Exception {
        verify(broken, broken.check().startsWith("role-") ? List.of("glue") : List.of("glue", "role"));
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("broken")
    void eachBrokenThingIsNamedByNoOtherCheck(BrokenThing<? super LocalAccount> broken) throws Exception {
        verify(broken, List.of("glue"));
    }

    @ParameterizedTest
    @MethodSource("glueRuns")
    void aBrokenRunOfAGlueJobIsNamedWithItsFix(BrokenThing<LocalAccount> broken) throws Exception {
        verify(broken, new Selection(List.of("glue"), List.of()), Optional.of(wait(Duration.ZERO.plusMillis(500))));
    }

    private static GlueRunWait wait(Duration limit) {
        return new GlueRunWait(Duration.ofMillis(20), limit);
    }

    private void verify(BrokenThing<? super LocalAccount> broken, List<String> skipped) throws Exception {
        verify(broken, new Selection(List.of(), skipped), Optional.empty());
    }

    private void verify(BrokenThing<? super LocalAccount> broken, Selection selection, Optional<GlueRunWait> glueRuns)
            throws Exception {
        try (LocalAccount account = new LocalAccount(stack, folder)) {
            broken.in(account);

            List<Outcome> outcomes = account.checked(selection, glueRuns);

            assertThat(outcomes)
                    .filteredOn(outcome -> Set.of(FAILED, WARNING).contains(outcome.status()))
                    .as("%s", outcomes)
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.check()).isEqualTo(broken.check());
                        assertThat(found.status()).isEqualTo(broken.status());
                        assertThat(found.seen()).contains(broken.seen());
                        assertThat(found.fix()).contains(broken.fix());
                    });
            // A check that cannot answer because of this one says so; every other one answers as before.
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.status() == SKIPPED)
                    .allSatisfy(missing -> assertThat(missing.seen()).startsWith("needs the check "));
        }
    }

    static Stream<BrokenThing<? super LocalAccount>> broken() {
        return Stream.concat(BrokenSettings.all(), storeAndWarehouse().stream());
    }

    private static Stream<BrokenThing<LocalAccount>> glueRuns() {
        return Stream.of(
                failed(
                        "Glue hides the job's message",
                        account -> account.glueHas(GlueWorker.Flaw.HIDES_MESSAGES),
                        "glue-failed-run",
                        "FAILED without the job's code: Error Category: OTHER",
                        "return the bundle of --evidence"),
                failed(
                        "a run that does not end",
                        account -> account.glueHas(GlueWorker.Flaw.FIRST_RUN_HANGS),
                        "glue-failed-run",
                        "RUNNING after 0 minutes; it was told to stop",
                        "--glue-run-minutes"),
                failed(
                        "a run that is not stopped in time",
                        account -> account.glueHas(GlueWorker.Flaw.IGNORES_STOPS),
                        "glue-stopped-run",
                        "STOPPING 0 minutes after BatchStopJobRun",
                        "aws glue batch-stop-job-run --job-name madrugada-local-quality --job-run-ids jr_"),
                warning(
                        "a run that ends before it is stopped",
                        account -> account.glueHas(GlueWorker.Flaw.ENDS_BY_ITSELF),
                        "glue-stopped-run",
                        "FAILED after BatchStopJobRun",
                        "run doctor --only glue-stopped-run again"),
                warning(
                        "StartJobRun denied",
                        account -> account.set("/denied-to-caller", "{\"AWSGlue.StartJobRun\":\"glue:StartJobRun\"}"),
                        "glue-failed-run",
                        "who may not glue:StartJobRun",
                        "allow the caller the action"));
    }

    /** What only the fakes can break. */
    private static List<BrokenThing<LocalAccount>> storeAndWarehouse() {
        return List.of(
                failed(
                        "a store that lists late",
                        account -> account.bucket().has(MemoryBucket.Flaw.LISTS_NOTHING),
                        "objects",
                        "listed: false",
                        "S3 itself"),
                failed(
                        "If-None-Match ignored",
                        account -> account.bucket().has(MemoryBucket.Flaw.IGNORES_IF_NONE_MATCH),
                        "conditional-create",
                        "replaced the object",
                        "conditional writes"),
                warning(
                        "If-Match ignored",
                        account -> account.bucket().has(MemoryBucket.Flaw.IGNORES_IF_MATCH),
                        "conditional-replace",
                        "is ignored",
                        "other tools"),
                warning(
                        "no database",
                        LocalAccount::withoutDatabase,
                        "catalog-database",
                        "no database madrugada",
                        "glue:CreateDatabase"),
                failed(
                        "a refused login",
                        account -> account.warehouse().has(FakeSession.Flaw.REFUSES_LOGIN),
                        "warehouse-login",
                        "refused",
                        "username and password"),
                failed(
                        "no schema",
                        account -> account.warehouse().has(FakeSession.Flaw.HAS_NO_SCHEMA),
                        "warehouse-login",
                        "there is no schema",
                        "--ddl"),
                failed(
                        "no right to create tables",
                        account -> account.warehouse().has(FakeSession.Flaw.MAY_NOT_CREATE),
                        "warehouse-login",
                        "may not create tables",
                        "GRANT USAGE, CREATE ON SCHEMA"),
                failed(
                        "a COPY that fails",
                        account -> account.warehouse().has(FakeSession.Flaw.COPY_FAILS),
                        "warehouse-copy",
                        "not authorized",
                        "attach the role"),
                failed(
                        "a COPY that loses a row",
                        account -> account.warehouse().has(FakeSession.Flaw.COPY_LOSES_A_ROW),
                        "warehouse-copy",
                        "left 9",
                        "sys_load_error_detail"),
                failed(
                        "decimals that are rounded",
                        account -> account.warehouse().has(FakeSession.Flaw.ROUNDS_DECIMALS),
                        "warehouse-copy",
                        "changed the values of a_decimal",
                        "--evidence"),
                warning(
                        "varchar in characters",
                        account -> account.warehouse().has(FakeSession.Flaw.COUNTS_CHARACTERS),
                        "warehouse-varchar-bytes",
                        "no: does VARCHAR(n) count bytes",
                        "counts bytes"));
    }
}
