package dev.madrugada.cli.doctor.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The warehouse's secret, the login, the schema's permission, and what goes through a scratch table. */
public final class WarehouseChecks {
    private static final String SECRET = "warehouse-secret";
    private static final String LOGIN = "warehouse-login";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final SecretsManagerClient secrets;
    private final WarehouseLogin login;
    private final Target target;
    private final Evidence evidence;
    private final CanaryLoad canary;
    private @Nullable WarehouseSecret secret;

    public WarehouseChecks(
            SecretsManagerClient secrets, WarehouseLogin login, Target target, Scratch scratch, Evidence evidence) {
        this.secrets = secrets;
        this.login = login;
        this.target = target;
        this.evidence = evidence;
        this.canary = new CanaryLoad(target, scratch);
    }

    /**
     * What the canary needs beside a session.
     *
     * @param lake receives the file and its manifest
     * @param account the account's id
     * @param file the Parquet file
     */
    public record Scratch(ObjectStore lake, Supplier<String> account, Supplier<byte[]> file) {}

    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.of(SECRET, this::secret));
        checks.add(Check.of(LOGIN, this::login).after(SECRET));
        checks.add(Check.of("warehouse-copy", () -> inSession(canary::run))
                .after(LOGIN)
                .after("objects"));
        for (WarehouseBehaviour behaviour : WarehouseBehaviour.values()) {
            checks.add(Check.of(
                            "warehouse-" + behaviour.title(), () -> inSession(session -> observed(behaviour, session)))
                    .after(LOGIN));
        }
        return checks;
    }

    private Finding secret() {
        if (target.warehouse().isEmpty()) {
            return notNamed();
        }
        WarehouseArguments given = target.warehouse().get();
        WarehouseSecret read = read(given);
        evidence.observe("warehouse-secret-fields", "GetSecretValue", fields(given.secret()), "");
        return Finding.ok("login and address are complete: " + read.host() + ":" + read.port() + "/" + read.database());
    }

    private static Finding notNamed() {
        return Finding.skipped("no secret was named", "give --warehouse-secret");
    }

    /** Reads the secret once. */
    private WarehouseSecret read(WarehouseArguments given) {
        WarehouseSecret known = secret;
        if (known == null) {
            known = WarehouseSecret.read(secrets, given);
            evidence.conceal(known.password());
            evidence.conceal(known.user());
            evidence.conceal(known.host());
            secret = known;
        }
        return known;
    }

    private String fields(String name) {
        String text = secrets.getSecretValue(get -> get.secretId(name)).secretString();
        List<String> fields = new ArrayList<>();
        try {
            new ObjectMapper().readTree(text).fieldNames().forEachRemaining(fields::add);
        } catch (IOException impossible) {
            throw new IllegalStateException("the secret was JSON before");
        }
        fields.sort(null);
        return String.join(", ", fields);
    }

    private Finding login() {
        return inSession(session -> {
            String schema = target.contract().warehouse().schema();
            QueryResult rights = session.query(SqlStatement.of(
                    "SELECT has_schema_privilege(current_user, nspname, 'create') AS may_create FROM pg_namespace"
                            + " WHERE nspname = ?",
                    schema));
            if (rights.rows().isEmpty()) {
                return Finding.failed(
                        "the login works, but there is no schema " + schema,
                        "create it (scripts/madrugada check --ddl prints the statement), or correct warehouse.table");
            }
            return Boolean.TRUE.equals(rights.rows().get(0).get(0))
                    ? Finding.ok("the login works, and may create tables in " + schema)
                    : Finding.failed(
                            "the login may not create tables in the schema " + schema,
                            "GRANT USAGE, CREATE ON SCHEMA " + schema + " to the secret's user");
        });
    }

    /** With {@code --skip}, the check of the secret may have been left out. */
    private Finding inSession(Function<RedshiftSession, Finding> work) {
        if (target.warehouse().isEmpty()) {
            return notNamed();
        }
        try (RedshiftSession session = login.open(
                read(target.warehouse().get()),
                SessionSettings.of("doctor", UUID.randomUUID().toString(), LONGEST))) {
            return work.apply(session);
        }
    }

    private Finding observed(WarehouseBehaviour behaviour, RedshiftSession session) {
        boolean holds = behaviour.holds(session);
        evidence.observe("warehouse-" + behaviour.title(), behaviour.question(), holds ? "yes" : "no", "");
        return holds
                ? Finding.ok("yes: " + behaviour.question())
                : Finding.warning("no: " + behaviour.question(), behaviour.advice());
    }
}
