package dev.madrugada.ingest;

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
    static final ArchRule onlyTheEdgeKnowsKinesis = noClasses()
            .that()
            .resideInAPackage("dev.madrugada.ingest..")
            .and()
            .resideOutsideOfPackage("dev.madrugada.ingest.kinesis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.madrugada.kinesis..");

    @ArchTest
    static final ArchRule onlyTheEdgeKnowsKafka = noClasses()
            .that()
            .resideInAPackage("dev.madrugada.ingest..")
            .and()
            .resideOutsideOfPackage("dev.madrugada.ingest.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule ingestKnowsNoOtherJobAndNoWarehouse = noClasses()
            .that()
            .resideInAPackage("dev.madrugada.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.madrugada.transform..",
                    "dev.madrugada.quality..",
                    "dev.madrugada.load..",
                    "dev.madrugada.warehouse..",
                    "dev.madrugada.localstack..");
}
