package dev.madrugada.kinesis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each package is one step in the processing of a record, and uses at most one external library. */
@AnalyzeClasses(packages = "dev.madrugada.kinesis", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule onlyTheStreamPackageUsesTheAwsSdk = noClasses()
            .that()
            .resideOutsideOfPackage("..kinesis.stream")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule streamOptionsAndExceptionsDoNotUseSpark = noClasses()
            .that()
            .resideInAnyPackage("..kinesis.stream", "..kinesis.options", "dev.madrugada.kinesis")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.madrugada.(**)").should().beFreeOfCycles();
}
