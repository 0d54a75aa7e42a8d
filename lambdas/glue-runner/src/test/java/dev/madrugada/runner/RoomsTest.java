package dev.madrugada.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.HouseRules;

@AnalyzeClasses(packages = "dev.madrugada.runner", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule aLambdaUsesNoSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..", "dev.madrugada.common.spark..");

    @ArchTest
    static final ArchRule onlyTheAdaptersKnowTheSdk = noClasses()
            .that()
            .resideOutsideOfPackages("dev.madrugada.runner.aws..", "dev.madrugada.runner")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule theStepsDoNotKnowTheTicks = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.madrugada.runner.step..", "dev.madrugada.runner.task..", "dev.madrugada.runner.claim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.madrugada.runner.tick..", "dev.madrugada.runner.aws..");
}
