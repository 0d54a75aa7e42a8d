package dev.madrugada.report;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.madrugada.common.HouseRules;

@AnalyzeClasses(packages = "dev.madrugada.report", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);
}
