package dev.madrugada.cli.doctor;

import static dev.madrugada.cli.doctor.check.Status.FAILED;
import static dev.madrugada.cli.doctor.check.Status.OK;
import static dev.madrugada.cli.doctor.check.Status.SKIPPED;
import static dev.madrugada.cli.doctor.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.doctor.LocalAccount.JobSettings;
import dev.madrugada.cli.doctor.check.Outcome;
import dev.madrugada.cli.doctor.check.Selection;
import dev.madrugada.cli.doctor.check.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    /**
     * A thing that is broken.
     *
     * @param check the only check that may find something
     * @param seen a part of what it must have seen
     * @param fix a part of the fix
     */
    private record Broken(
            String name, Consumer<LocalAccount> how, String check, Status status, String seen, String fix) {
        @Override
        public String toString() {
            return name;
        }
    }

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
            List<Outcome> outcomes = account.checked(Selection.ALL, Optional.of(Duration.ofMillis(20)));

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
    void eachBrokenThingIsNamedWithItsFix(Broken broken) throws Exception {
        verify(broken, broken.check().startsWith("role-") ? List.of("glue") : List.of("glue", "role"));
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("broken")
    void eachBrokenThingIsNamedByNoOtherCheck(Broken broken) throws Exception {
        verify(broken, List.of("glue"));
    }

    private void verify(Broken broken, List<String> skipped) throws Exception {
        try (LocalAccount account = new LocalAccount(stack, folder)) {
            broken.how().accept(account);

            List<Outcome> outcomes = account.checked(new Selection(List.of(), skipped), Optional.empty());

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

    static Stream<Broken> broken() {
        return Stream.of(
                failed(
                        "credentials expired",
                        set("/credentials", "'expired'"),
                        "credentials",
                        "ExpiredToken",
                        "renew them"),
                failed(
                        "no stream",
                        LocalAccount::withoutStream,
                        "stream",
                        "no stream flights",
                        "source.kinesis.stream"),
                failed(
                        "retention of a day",
                        account -> account.withRetention(24),
                        "stream-retention",
                        "24 hours",
                        "--retention-period-hours 48"),
                warning(
                        "stream not encrypted",
                        LocalAccount::withoutEncryptedStream,
                        "stream-encryption",
                        "not encrypted",
                        "start-stream-encryption"),
                failed(
                        "no bucket",
                        set("/bucket/missing", "'madrugada-local-lake'"),
                        "bucket",
                        "NoSuchBucket",
                        "correct --lake"),
                failed(
                        "bucket elsewhere",
                        set("/bucket/location", "'eu-west-1'"),
                        "bucket",
                        "is in eu-west-1, not in us-east-1",
                        "use a bucket of us-east-1"),
                warning(
                        "versioning suspended",
                        set("/bucket/versioning", "'Suspended'"),
                        "bucket-versioning",
                        "suspended",
                        "enable it"),
                failed(
                        "bucket not encrypted",
                        set("/bucket/encryption", "''"),
                        "bucket-encryption",
                        "no default encryption",
                        "SSE-KMS"),
                failed(
                        "public policies possible",
                        set("/bucket/public-access-block/BlockPublicPolicy", "false"),
                        "bucket-public-access",
                        "not set: BlockPublicPolicy",
                        "block all four"),
                failed(
                        "public access not blocked",
                        set("/bucket/public-access-block", "{}"),
                        "bucket-public-access",
                        "is not blocked",
                        "block all four"),
                failed(
                        "no bucket policy",
                        set("/bucket/policy", "''"),
                        "bucket-tls",
                        "no policy",
                        "aws:SecureTransport"),
                failed(
                        "policy without TLS",
                        set("/bucket/policy", "'{\\\"Statement\\\":[]}'"),
                        "bucket-tls",
                        "does not deny",
                        "aws:SecureTransport"),
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
                warning(
                        "Lake Formation decides",
                        set("/lake-formation/CreateTableDefaultPermissions", "[]"),
                        "lake-formation",
                        "Lake Formation decides",
                        "grant the role madrugada-local-gate"),
                failed(
                        "a job that retries",
                        account -> account.withJob("load", new JobSettings("5.1", 1, 20, 200)),
                        "job-load",
                        "MaxRetries is 1",
                        "set 0"),
                failed(
                        "a job on Glue 4",
                        account -> account.withJob("ingest", new JobSettings("4.0", 0, 20, 200)),
                        "job-ingest",
                        "GlueVersion is 4.0",
                        "set 5.1"),
                failed(
                        "a job with one run at a time",
                        account -> account.withJob("transform", new JobSettings("5.1", 0, 1, 200)),
                        "job-transform",
                        "MaxConcurrentRuns is 1",
                        "set 20"),
                failed(
                        "a job with Glue's timeout",
                        account -> account.withJob("quality", new JobSettings("5.1", 0, 20, 480)),
                        "job-quality",
                        "Timeout is 480 minutes",
                        "less than the state's 240"),
                failed(
                        "no job",
                        account -> account.withoutJob("quality"),
                        "job-quality",
                        "no job madrugada-local-quality",
                        "deploy the stack"),
                failed(
                        "no role",
                        set("/missing-roles", "['madrugada-local-gate']"),
                        "role-gate",
                        "no role arn:aws:iam::000000000000:role/madrugada-local-gate",
                        "deploy the stack"),
                failed(
                        "a role may not write with the key",
                        set("/denied", "['madrugada-local-ingest kms:GenerateDataKey']"),
                        "role-ingest",
                        "it may not kms:GenerateDataKey",
                        "permissions boundary"),
                failed(
                        "COPY's role may not read",
                        set("/denied", "['madrugada-local-copy s3:GetObject']"),
                        "role-copy",
                        "it may not s3:GetObject",
                        "docs/deploy.md"),
                failed(
                        "a full subnet",
                        set("/subnets/subnet-0a/free", "2"),
                        "subnets",
                        "2 free addresses",
                        "a larger subnet"),
                failed(
                        "no subnet",
                        account -> account.inSubnet("subnet-0b"),
                        "subnets",
                        "does not exist: subnet-0b",
                        "--subnet"),
                failed(
                        "no way out of the subnet",
                        set("/routes", "[]"),
                        "subnet-routes",
                        "no endpoint for secretsmanager, logs",
                        "NAT gateway"),
                failed(
                        "a NAT gateway that is gone",
                        set("/routes", "[{'destination':'0.0.0.0/0','state':'blackhole'}]"),
                        "subnet-routes",
                        "no active default route",
                        "NAT gateway"),
                failed(
                        "COPY's role not attached",
                        set("/attached-roles", "['arn:aws:iam::000000000000:role/madrugada-local-copy-2']"),
                        "copy-role",
                        "is not attached",
                        "modify-cluster-iam-roles"),
                failed("no cluster", set("/warehouse", "'another'"), "copy-role", "no cluster madrugada", "--cluster"),
                failed(
                        "no secret",
                        LocalAccount::withoutSecret,
                        "warehouse-secret",
                        "does not exist",
                        "--warehouse-secret"),
                failed(
                        "a secret without a host",
                        account -> account.withSecret("{\"username\":\"u\",\"password\":\"p\",\"dbname\":\"dev\"}"),
                        "warehouse-secret",
                        "no 'host'",
                        "--warehouse-host"),
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
                        "counts bytes"),
                failed(
                        "an unknown sender",
                        set("/unknown-identities", "['madrugada@example.com','example.com']"),
                        "mail-sender",
                        "madrugada@example.com, example.com",
                        "verify one of them"),
                failed(
                        "SES's sandbox",
                        set("/mail/ProductionAccessEnabled", "false"),
                        "mail-account",
                        "sandbox",
                        "production access"),
                failed(
                        "SES suspended",
                        set("/mail/SendingEnabled", "false"),
                        "mail-account",
                        "sending is off",
                        "page in SES"),
                failed(
                        "no topic",
                        set("/topics/madrugada-local-data", "null"),
                        "topic-data",
                        "no topic madrugada-local-data",
                        "deploy the stack"),
                failed(
                        "a subscription not confirmed",
                        set("/topics/madrugada-local-operations", "[{'protocol':'email','confirmed':false}]"),
                        "topic-operations",
                        "nobody would be notified",
                        "confirm the subscription"),
                failed(
                        "a disabled schedule",
                        set("/schedules/madrugada-local-flights-night/State", "'DISABLED'"),
                        "schedule-night",
                        "DISABLED",
                        "enable it"),
                failed(
                        "a schedule in another zone",
                        set("/schedules/madrugada-local-flights-night/ScheduleExpressionTimezone", "'Asia/Tokyo'"),
                        "schedule-night",
                        "runs in Asia/Tokyo",
                        "time zone to UTC"),
                failed(
                        "a schedule too early",
                        set("/schedules/madrugada-local-flights-night/ScheduleExpression", "'cron(2 0 * * ? *)'"),
                        "schedule-night",
                        "starts at 00:02",
                        "start at 00:05 or later"),
                failed(
                        "no second start",
                        set("/schedules/madrugada-local-flights-second-start", "null"),
                        "schedule-second-start",
                        "no schedule madrugada-local-flights-second-start",
                        "deploy the stack"));
    }

    private static Broken failed(String name, Consumer<LocalAccount> how, String check, String seen, String fix) {
        return new Broken(name, how, check, FAILED, seen, fix);
    }

    private static Broken warning(String name, Consumer<LocalAccount> how, String check, String seen, String fix) {
        return new Broken(name, how, check, WARNING, seen, fix);
    }

    /** Changes a setting of the account; the JSON has single quotes. */
    private static Consumer<LocalAccount> set(String pointer, String json) {
        return account -> account.set(pointer, json.replace('\'', '"'));
    }
}
