package dev.madrugada.common;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out a module's own tests and the JAR of tests that common lends to other modules. */
public final class MainClasses implements ImportOption {
    private final ImportOption withoutTests = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return withoutTests.includes(location) && !location.contains("-tests.jar");
    }
}
