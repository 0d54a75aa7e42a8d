package dev.madrugada.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.madrugada.load", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    /** No other job, no Spark of its own: only JobRunner, which brings a session to those that ask. */
    @ArchTest
    static final ArchRule usesCommonAwsAndWarehouseOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.madrugada.load",
                    "dev.madrugada.common..",
                    "dev.madrugada.aws..",
                    "dev.madrugada.warehouse..",
                    "software.amazon.awssdk.services.secretsmanager..",
                    "java..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.madrugada.(**)").should().beFreeOfCycles();
}
