package dev.madrugada.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.HouseRules;
import dev.madrugada.common.MainClasses;

@AnalyzeClasses(packages = "dev.madrugada", importOptions = MainClasses.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule noRoomUsesTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("dev.madrugada.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.madrugada.cli..");

    @ArchTest
    static final ArchRule onlyCommandsAndMainAreOpen = classes()
            .that()
            .resideInAPackage("dev.madrugada.cli")
            .and()
            .doNotHaveSimpleName("Madrugada")
            .should()
            .notBePublic();
}
