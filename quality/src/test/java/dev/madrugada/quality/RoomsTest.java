package dev.madrugada.quality;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.HouseRules;
import dev.madrugada.common.MainClasses;

@AnalyzeClasses(packages = "dev.madrugada.quality", importOptions = MainClasses.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule onlyOnePackageKnowsDeequAndScala = noClasses()
            .that()
            .resideOutsideOfPackage("..quality.deequ")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.amazon.deequ..", "software.amazon.glue..", "scala..");

    @ArchTest
    static final ArchRule rulesAsWrittenKnowNoSpark = noClasses()
            .that()
            .resideInAPackage("..quality.rules")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "dev.madrugada.aws..");
}
