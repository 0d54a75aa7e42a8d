package dev.madrugada.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;

/** Rules that hold in every room; a module's RoomsTest includes them by {@code ArchTests.in(HouseRules.class)}. */
public final class HouseRules {
    /** Several text parameters in a row are easily exchanged; {@link Fault#of} names each part. */
    @ArchTest
    static final ArchRule faultsAreMadePartByPart = noClasses()
            .that()
            .doNotBelongToAnyOf(Fault.class)
            .should()
            .callConstructor(Fault.class, ErrorCode.class, String.class, String.class, String.class, String.class);

    /** Classes that no class extends are final; records are final implicitly. */
    @ArchTest
    static final ArchRule classesAreFinal =
            classes().that(areClassesThatNothingExtends()).should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.madrugada.(**)").should().beFreeOfCycles();

    private HouseRules() {}

    private static DescribedPredicate<JavaClass> areClassesThatNothingExtends() {
        return DescribedPredicate.describe(
                "are classes that nothing extends",
                type -> type.getPackageName().startsWith("dev.madrugada")
                        && !type.isInterface()
                        && !type.isEnum()
                        && !type.isAnonymousClass()
                        && !type.getEnclosingClass().filter(JavaClass::isEnum).isPresent()
                        && type.getAllSubclasses().isEmpty());
    }
}
