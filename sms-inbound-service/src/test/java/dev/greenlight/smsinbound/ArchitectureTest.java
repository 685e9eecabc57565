package dev.greenlight.smsinbound;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the service, and fails for classes in {@code counterexample} that were written to break it. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.greenlight.smsinbound");

    private static final JavaClasses COUNTEREXAMPLE =
            new ClassFileImporter().importPackages("dev.greenlight.smsinbound.counterexample");

    private static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.greenlight.smsinbound..")
            .withOptionalLayers(true)
            .layer("doctor")
            .definedBy("..smsinbound.doctor..")
            .layer("reread")
            .definedBy("..smsinbound.reread..")
            .layer("commandline")
            .definedBy("..smsinbound.commandline..")
            .layer("config")
            .definedBy("..smsinbound..config..")
            .layer("webhook")
            .definedBy("..smsinbound..webhook..")
            .layer("intake")
            .definedBy("..smsinbound..intake..")
            .layer("publishing")
            .definedBy("..smsinbound..publishing..")
            .layer("domain")
            .definedBy("..smsinbound..domain..")
            .whereLayer("commandline")
            .mayOnlyBeAccessedByLayers("doctor", "reread")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("doctor", "reread")
            .whereLayer("webhook")
            .mayOnlyBeAccessedByLayers("config", "doctor")
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("webhook", "config")
            .whereLayer("publishing")
            .mayOnlyBeAccessedByLayers("intake", "config");

    private static final ArchRule DOMAIN_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..domain..", "java..", "org.jspecify..");

    private static final ArchRule ONLY_THE_WEB_AND_CONFIG_KNOW_SPRING = noClasses()
            .that()
            .resideInAnyPackage("..domain..", "..intake..", "..publishing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    private static final ArchRule AVRO_IS_FOR_PUBLISHING_ONLY = noClasses()
            .that()
            .resideInAnyPackage("..domain..", "..intake..", "..webhook..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "dev.greenlight.schemas.sms..");

    private static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static final ArchRule DOMAIN_NEVER_LOOKS_AT_A_CLOCK = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    private static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameContaining("Util")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .haveSimpleNameStartingWith("Base")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .resideInAnyPackage("..common..", "..util..", "..core..", "..shared..", "..base..");

    private static final ArchRule NO_CYCLES =
            slices().matching("dev.greenlight.smsinbound.(**)").should().beFreeOfCycles();

    private static final ArchRule GATEWAYS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("..webhook.gateway.(*)..").should().notDependOnEachOther();

    static Stream<ArchRule> rules() {
        return Stream.of(
                LAYERS,
                DOMAIN_KNOWS_ONLY_THE_JDK,
                ONLY_THE_WEB_AND_CONFIG_KNOW_SPRING,
                AVRO_IS_FOR_PUBLISHING_ONLY,
                TIME_COMES_FROM_A_CLOCK,
                DOMAIN_NEVER_LOOKS_AT_A_CLOCK,
                NAMES_SAY_SOMETHING,
                NO_CYCLES,
                GATEWAYS_DO_NOT_KNOW_EACH_OTHER);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void serviceKeepsTheRule(ArchRule rule) {
        rule.check(SERVICE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleFindsAClassThatBreaksIt(ArchRule rule) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rule.check(COUNTEREXAMPLE));
    }
}
