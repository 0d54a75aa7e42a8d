package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.common.contract.Catalog;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;
import software.amazon.awssdk.services.lakeformation.model.DataLakeSettings;
import software.amazon.awssdk.services.lakeformation.model.PrincipalPermissions;

/** The catalog's database, and whether Lake Formation decides who sees its tables. */
final class CatalogChecks {
    private static final String EVERYBODY = "IAM_ALLOWED_PRINCIPALS";

    private final GlueClient glue;
    private final LakeFormationClient lakeFormation;
    private final Optional<Catalog> catalog;
    private final Target target;

    CatalogChecks(GlueClient glue, LakeFormationClient lakeFormation, Target target) {
        this.glue = glue;
        this.lakeFormation = lakeFormation;
        this.catalog = target.contract().catalog();
        this.target = target;
    }

    List<Check> checks() {
        return List.of(
                Check.of("catalog-database", () -> catalog.map(this::database).orElseGet(CatalogChecks::none)),
                Check.of("lake-formation", () -> catalog.map(this::permissions).orElseGet(CatalogChecks::none)));
    }

    private static Finding none() {
        return Finding.skipped("the contract has no catalog", "");
    }

    private Finding database(Catalog named) {
        try {
            return Finding.ok(glue.getDatabase(ask -> ask.name(named.database()))
                    .database()
                    .name());
        } catch (EntityNotFoundException missing) {
            return Finding.warning(
                    "there is no database " + named.database(),
                    "create it, or let the gate create it in the first night, for which its role needs"
                            + " glue:CreateDatabase");
        }
    }

    /**
     * Without IAM_ALLOWED_PRINCIPALS among the defaults, a new table is visible only to those whom Lake Formation grants it.
     *
     * @see <a href="https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html">default permissions</a>
     */
    private Finding permissions(Catalog named) {
        DataLakeSettings settings = lakeFormation.getDataLakeSettings(ask -> {}).dataLakeSettings();
        boolean isOpen = isForEverybody(settings.createDatabaseDefaultPermissions())
                && isForEverybody(settings.createTableDefaultPermissions());
        return isOpen
                ? Finding.ok("IAM alone decides about new databases and tables")
                : Finding.warning(
                        "Lake Formation decides about new databases and tables",
                        "grant the role " + target.named("gate") + " CREATE_TABLE on the database " + named.database()
                                + ", ALTER and INSERT on its tables, and the data location " + target.lake()
                                + "; and SELECT to everybody who reads the table");
    }

    private static boolean isForEverybody(List<PrincipalPermissions> defaults) {
        return defaults.stream()
                .anyMatch(permission -> EVERYBODY.equals(permission.principal().dataLakePrincipalIdentifier()));
    }
}
