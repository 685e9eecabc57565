package dev.greenlight.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTopicTest {

    private static final List<CatalogueTopic> CATALOGUE = TopicProvisioning.catalogue();

    @Test
    void everyTopicIsDeclaredOnceSoItHasOneWriter() {
        assertThat(CATALOGUE).extracting(CatalogueTopic::name).doesNotHaveDuplicates();
    }

    @Test
    void noDeclaredTopicIsForgottenInTheCatalogue() {
        assertThat(EventTopic.ALL).hasSize(constantsOf(EventTopic.class));
        assertThat(PrivateTopic.ALL).hasSize(constantsOf(PrivateTopic.class));
    }

    @Test
    void nameSaysTheContextAndStateTopicsSayTheyAreState() {
        assertThat(CATALOGUE).extracting(CatalogueTopic::name).allMatch(name -> name.matches("[a-z.-]+"));
        assertThat(EventTopic.ALL)
                .filteredOn(topic -> topic.name().endsWith("-state"))
                .allMatch(topic -> topic.kind() == TopicKind.STATE);
        assertThat(EventTopic.ALL)
                .filteredOn(topic -> topic.kind() == TopicKind.STATE)
                .allMatch(
                        topic -> topic.name().endsWith("-state") || topic.name().startsWith("audience."));
    }

    @Test
    void privateTopicsCarryTheNameOfTheirService() {
        assertThat(PrivateTopic.ALL)
                .allMatch(topic -> topic.name().startsWith(topic.owner().serviceName() + "."));
    }

    @Test
    void keysStartWithTheTenant() {
        assertThat(EventTopic.ALL).allMatch(topic -> topic.key().format().startsWith("tenant"));
        assertThat(TopicKeys.tenantOf(TopicKeys.ofAddress("acme", "+15555550123")))
                .isEqualTo("acme");
        assertThat(TopicKeys.tenantOf(TopicKeys.ofCustomerAddress("acme", "c-1", "a:b@example.com")))
                .isEqualTo("acme");
    }

    private static int constantsOf(Class<?> type) {
        return Math.toIntExact(Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
                .count());
    }
}
