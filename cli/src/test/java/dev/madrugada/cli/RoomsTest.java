package dev.madrugada.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.madrugada", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
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

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.madrugada.(**)").should().beFreeOfCycles();
}
