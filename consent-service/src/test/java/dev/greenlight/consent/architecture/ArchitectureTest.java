package dev.greenlight.consent.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that keep the service readable. Each is shown to find what it forbids, in the offenders beside it. */
class ArchitectureTest {

    private static final String ROOT = "dev.greenlight.consent";

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final JavaClasses OFFENDERS =
            new ClassFileImporter().importPackages(ROOT + ".architecture.offender");

    private static final List<String> FORBIDDEN_WORDS =
            List.of("Manager", "Helper", "Util", "Base", "Abstract", "Impl", "Info", "Data");

    private static final DescribedPredicate<JavaClass> WITH_A_FORBIDDEN_WORD = DescribedPredicate.describe(
            "with a forbidden word in the name",
            type -> !type.getPackageName().endsWith(".stored")
                    && FORBIDDEN_WORDS.stream()
                            .anyMatch(word -> type.getSimpleName().matches(".*" + word + "([A-Z].*|s)?")));

    static Stream<ArchRule> rules() {
        return Stream.of(
                classes()
                        .that()
                        .resideInAPackage("..domain..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(ROOT + ".domain..", "java..", "org.jspecify..")
                        .as("the domain knows only the JDK"),
                noClasses()
                        .that()
                        .resideInAPackage("..domain..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .as("the domain never looks at the clock"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT, "..config..", "..web..", "..publishing..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.springframework..")
                        .as("only the edges know Spring"),
                noClasses()
                        .that()
                        .resideInAnyPackage("..web..", "..domain..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.avro..", ROOT + ".stored..", "dev.greenlight.schemas.consent..")
                        .as("Avro ends before the web and the domain"),
                noClasses()
                        .that()
                        .resideInAnyPackage("..mapping..", "..topology..", "..ledger..", "..publishing..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("..consent.config..", "..consent.web..")
                        .as("nothing points back to the edges"),
                noClasses().should(be(WITH_A_FORBIDDEN_WORD)).as("no name says nothing"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleHolds(ArchRule rule) {
        assertThatCode(() -> rule.check(SERVICE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleFindsItsOffender(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(OFFENDERS)).isInstanceOf(AssertionError.class);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchRule rule = slices().matching("(" + ROOT + ".*)..").should().beFreeOfCycles();
        assertThatCode(() -> rule.check(SERVICE)).doesNotThrowAnyException();
        ArchRule offended = slices().matching("(" + ROOT + ".architecture.offender.*)..")
                .should()
                .beFreeOfCycles();
        assertThatThrownBy(() -> offended.check(OFFENDERS)).isInstanceOf(AssertionError.class);
    }
}
