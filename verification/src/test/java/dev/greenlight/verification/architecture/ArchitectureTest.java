package dev.greenlight.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The oracle is worth something only as long as it shares nothing with what it judges. */
class ArchitectureTest {

    private static final ArchRule MODEL_KNOWS_ONLY_THE_EVENTS = classes()
            .that()
            .resideInAPackage("..verification.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..verification.model..",
                    "dev.greenlight.schemas..",
                    "org.apache.avro..",
                    "org.jspecify..",
                    "java..");

    private static final ArchRule NOTHING_THAT_JUDGES_KNOWS_A_SERVICE = noClasses()
            .that()
            .resideInAnyPackage("..verification..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..consent.topology..", "..consent.domain..", "..eligibility..", "..smsinbound..");

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.greenlight.verification");
    private final JavaClasses tests = new ClassFileImporter()
            .withImportOption(location -> location.contains("/test-classes/"))
            .importPackages("dev.greenlight.verification");

    @Test
    void theModelKnowsOnlyTheEvents() {
        MODEL_KNOWS_ONLY_THE_EVENTS.check(main);
    }

    @Test
    void nothingThatJudgesKnowsAService() {
        NOTHING_THAT_JUDGES_KNOWS_A_SERVICE.check(main);
    }

    @Test
    void theRulesHaveBeenSeenToFail() {
        // the tests of the model use more than the events, and the simulation runs the services' topologies
        assertThatThrownBy(() -> MODEL_KNOWS_ONLY_THE_EVENTS.check(tests)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> NOTHING_THAT_JUDGES_KNOWS_A_SERVICE.check(tests))
                .isInstanceOf(AssertionError.class);
    }
}
