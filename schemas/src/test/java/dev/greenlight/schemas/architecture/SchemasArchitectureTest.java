package dev.greenlight.schemas.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract module stays small and flows one way; each rule has an offender that it catches. */
class SchemasArchitectureTest {

    private static final String MODULE = "dev.greenlight.schemas";
    private static final String OFFENDERS = MODULE + ".architecture.offender";
    private static final String FORBIDDEN_NAMES = ".*(Manager|Helper|Util|Utils|Base|Abstract|Impl|Info|Data)";

    private static JavaClasses module;
    private static JavaClasses offenders;

    @BeforeAll
    static void readClasses() {
        module = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(MODULE);
        offenders = new ClassFileImporter().importPackages(OFFENDERS);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("packages have no cycles", noCycles(MODULE), noCycles(OFFENDERS)),
                Arguments.of("commands use serdes, serdes the registry, all the topics", flow(MODULE), flow(OFFENDERS)),
                rule("names say what a class does", noClasses().should().haveNameMatching(FORBIDDEN_NAMES)),
                rule(
                        "no package for everything",
                        noClasses()
                                .should()
                                .resideInAnyPackage("..common..", "..util..", "..core..", "..shared..", "..base..")),
                rule(
                        "no framework in the contract",
                        noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void moduleKeepsTheRule(String name, ArchRule rule, ArchRule onOffenders) {
        rule.check(module);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void ruleCatchesItsOffender(String name, ArchRule rule, ArchRule onOffenders) {
        assertThatThrownBy(() -> onOffenders.check(offenders)).isInstanceOf(AssertionError.class);
    }

    private static ArchRule noCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule flow(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .withOptionalLayers(true)
                .layer("command")
                .definedBy(root + ".command..")
                .layer("erasure")
                .definedBy(root + ".erasure..")
                .layer("serde")
                .definedBy(root + ".serde..")
                .layer("registry")
                .definedBy(root + ".registry..")
                .layer("topic")
                .definedBy(root + ".topic..")
                .layer("pace")
                .definedBy(root + ".pace..")
                .layer("ledger")
                .definedBy(root + ".ledger..")
                .layer("events")
                .definedBy(root + ".sms..", root + ".consent..", root + ".audience..")
                .whereLayer("command")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("erasure")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("serde")
                .mayOnlyBeAccessedByLayers("command", "erasure")
                .whereLayer("registry")
                .mayOnlyBeAccessedByLayers("command", "serde")
                .whereLayer("topic")
                .mayOnlyBeAccessedByLayers("command", "erasure", "serde", "registry", "pace")
                .whereLayer("pace")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("ledger")
                .mayOnlyBeAccessedByLayers("command", "erasure")
                .whereLayer("events")
                .mayOnlyBeAccessedByLayers("erasure", "topic", "ledger");
    }

    private static Arguments rule(String name, ArchRule rule) {
        return Arguments.of(name, rule, rule);
    }
}
