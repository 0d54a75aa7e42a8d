package dev.madrugada.warehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.HouseRules;
import dev.madrugada.common.MainClasses;

@AnalyzeClasses(packages = "dev.madrugada.warehouse", importOptions = MainClasses.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theDriverIsAtTheEdgeOnly = noClasses()
            .that()
            .resideOutsideOfPackage("dev.madrugada.warehouse.redshift")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.amazon.redshift..", "javax.sql..");

    @ArchTest
    static final ArchRule noSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "dev.madrugada.common.spark..");
}
