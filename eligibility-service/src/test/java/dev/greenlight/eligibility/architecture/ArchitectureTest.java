package dev.greenlight.eligibility.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which way dependencies go, checked. */
class ArchitectureTest {

    private static final String ROOT = "dev.greenlight.eligibility";

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final JavaClasses OFFENDERS =
            new ClassFileImporter().importPackages(ROOT + ".architecture.offender");

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
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .as("the domain never looks at the clock"),
                noClasses()
                        .that(describe(
                                "are neither generated nor in mapping or topology",
                                type -> !type.getPackageName().startsWith(ROOT + ".stored")
                                        && !type.getPackageName().startsWith(ROOT + ".mapping")
                                        && !type.getPackageName().startsWith(ROOT + ".topology")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + ".stored..",
                                "org.apache.avro..",
                                "dev.greenlight.schemas.consent..",
                                "dev.greenlight.schemas.audience..")
                        .as("Avro stays in mapping and topology"),
                noClasses()
                        .that(describe(
                                "are neither in config nor in web, nor the main class",
                                type -> !type.getPackageName().equals(ROOT)
                                        && !type.getPackageName().startsWith(ROOT + ".config")
                                        && !type.getPackageName().startsWith(ROOT + ".web")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework..")
                        .as("Spring stays in config and web"),
                noClasses()
                        .should(new ArchCondition<>("have a name that says nothing") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                boolean vague = type.getSimpleName()
                                        .matches(".*(Manager|Helper|Util|Utils|Base|Abstract|Impl|Info|Data|Handler)");
                                events.add(new SimpleConditionEvent(type, vague, type.getName()));
                            }
                        })
                        .as("names say something"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theServiceKeepsTheRule(ArchRule rule) {
        rule.check(SERVICE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFindsItsOffender(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(OFFENDERS)).isInstanceOf(AssertionError.class);
    }

    @Test
    void layersPointOneWay() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".topology..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".web..", ROOT + ".config..")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".mapping..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".web..", ROOT + ".config..", ROOT + ".topology..")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".config..", ROOT + ".mapping..")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".domain.contact..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".domain.rule..", ROOT + ".domain.audience..")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".domain.rule..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".domain.audience..")
                .check(SERVICE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(SERVICE);
    }
}
