package dev.madrugada.night;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.HouseRules;

@AnalyzeClasses(packages = "dev.madrugada.night", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule aLambdaUsesNoSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..", "dev.madrugada.common.spark..");

    @ArchTest
    static final ArchRule onlyTheAdaptersKnowTheSdk =
            noClasses().should().dependOnClassesThat().resideInAPackage("software.amazon.awssdk..");
}
