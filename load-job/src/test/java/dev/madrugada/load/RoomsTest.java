package dev.madrugada.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.HouseRules;
import dev.madrugada.common.MainClasses;

@AnalyzeClasses(packages = "dev.madrugada.load", importOptions = MainClasses.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    /** The load job uses no other job, and Spark only through JobRunner. */
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
}
