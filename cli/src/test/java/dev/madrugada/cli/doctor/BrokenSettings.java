package dev.madrugada.cli.doctor;

import static dev.madrugada.cli.doctor.BrokenThing.failed;
import static dev.madrugada.cli.doctor.BrokenThing.warning;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Settings of an account that can be broken in every stand-in. */
final class BrokenSettings {
    private BrokenSettings() {}

    static Stream<BrokenThing<BreakableAccount>> all() {
        return Stream.of(streamAndBucket(), jobsAndRoles(), networkAndPeople()).flatMap(List::stream);
    }

    private static List<BrokenThing<BreakableAccount>> streamAndBucket() {
        return List.of(
                failed(
                        "credentials expired",
                        set("/credentials", "'expired'"),
                        "credentials",
                        "ExpiredToken",
                        "renew them"),
                failed(
                        "no stream",
                        BreakableAccount::withoutStream,
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
                        BreakableAccount::withoutEncryptedStream,
                        "stream-encryption",
                        "not encrypted",
                        "start-stream-encryption"),
                failed(
                        "no bucket",
                        account -> account.set("/bucket/missing", '"' + account.lakeBucket() + '"'),
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
                        "aws:SecureTransport"));
    }

    private static List<BrokenThing<BreakableAccount>> jobsAndRoles() {
        return List.of(
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
                        "docs/deploy.md"));
    }

    private static List<BrokenThing<BreakableAccount>> networkAndPeople() {
        return List.of(
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
                        BreakableAccount::withoutSecret,
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

    /** Changes a setting of the account; the JSON has single quotes. */
    private static Consumer<BreakableAccount> set(String pointer, String json) {
        return account -> account.set(pointer, json.replace('\'', '"'));
    }
}
