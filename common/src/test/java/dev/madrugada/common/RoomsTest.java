package dev.madrugada.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.madrugada", importOptions = MainClasses.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule onlyCommonSparkKnowsSpark = noClasses()
            .that()
            .resideInAPackage("dev.madrugada.common..")
            .and()
            .resideOutsideOfPackage("dev.madrugada.common.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "dev.madrugada.common.spark..");

    @ArchTest
    static final ArchRule commonKnowsNoOtherRoom = noClasses()
            .that()
            .resideInAPackage("dev.madrugada.common..")
            .should()
            .dependOnClassesThat(otherRooms());

    @ArchTest
    static final ArchRule onlyTheContractReadsYamlAndCsv = noClasses()
            .that()
            .resideInAPackage("dev.madrugada.common..")
            .and()
            .resideOutsideOfPackage("dev.madrugada.common.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.snakeyaml..", "de.siegmar.fastcsv..");

    @ArchTest
    static final ArchRule errorsAndTextKnowNothingElse = noClasses()
            .that()
            .resideInAnyPackage("dev.madrugada.common.error..", "dev.madrugada.common.text..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..", "org.jspecify..", "dev.madrugada.common.error..", "dev.madrugada.common.text..");

    private static DescribedPredicate<JavaClass> otherRooms() {
        return JavaClass.Predicates.resideInAPackage("dev.madrugada..")
                .and(JavaClass.Predicates.resideOutsideOfPackage("dev.madrugada.common.."));
    }
}
