package dev.madrugada.transform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.HouseRules;
import dev.madrugada.common.MainClasses;

@AnalyzeClasses(packages = "dev.madrugada.transform", importOptions = MainClasses.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule transformUsesNeitherOtherJobsNorTheWarehouse = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.madrugada.ingest..",
                    "dev.madrugada.quality..",
                    "dev.madrugada.load..",
                    "dev.madrugada.night..",
                    "dev.madrugada.report..",
                    "dev.madrugada.warehouse..",
                    "dev.madrugada.kinesis..");

    @ArchTest
    static final ArchRule stepsKnowNeitherTheLakeNorAws = noClasses()
            .that()
            .resideInAnyPackage(
                    "..transform.parse",
                    "..transform.format",
                    "..transform.expression",
                    "..transform.enrich",
                    "..transform.record",
                    "..transform.outcome")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.madrugada.common.lake..", "dev.madrugada.common.run..", "dev.madrugada.aws..");
}
