package dev.greenlight.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the catalogue, or says how they differ from it. */
public final class TopicProvisioning {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(60);

    /** What people and the office said. All other records follow from these. */
    private static final Set<CatalogueTopic> SAID = Set.of(
            EventTopic.TEXT_RECEIVED,
            PrivateTopic.CUSTOMER_COMMAND,
            PrivateTopic.SETTINGS_COMMAND,
            PrivateTopic.EMAIL_COMMAND);

    private TopicProvisioning() {}

    /**
     * How the topics are laid out on a cluster.
     *
     * @param partitions of every topic, so that everything keyed by contact is co-partitioned; at least 1
     * @param replicationFactor at least 1; with 1 each batch of what people and the office said is flushed to
     *     disk before it is acknowledged, because there is no second copy
     * @param minInsyncReplicas how many copies an acknowledged record has; at most the replication factor
     */
    public record Layout(int partitions, short replicationFactor, int minInsyncReplicas) {

        public Layout {
            if (partitions < 1 || replicationFactor < 1 || minInsyncReplicas < 1) {
                throw new IllegalArgumentException("Partitions, replication factor and in-sync replicas start at 1");
            }
            if (minInsyncReplicas > replicationFactor) {
                throw new IllegalArgumentException("More in-sync replicas asked for than there are replicas");
            }
        }
    }

    /** Every topic of the catalogue: the shared ones first. */
    public static List<CatalogueTopic> catalogue() {
        List<CatalogueTopic> all = new ArrayList<>(EventTopic.ALL);
        all.addAll(PrivateTopic.ALL);
        return List.copyOf(all);
    }

    /**
     * Creates what is missing, waits until every partition has a leader, and leaves what exists as it is.
     *
     * @return the names of the topics that were created, in the order of the catalogue
     * @throws TopicsNotReadyException when an existing topic differs from the catalogue
     */
    public static List<String> createOrVerify(Admin admin, Layout layout) {
        List<CatalogueTopic> catalogue = catalogue();
        Set<String> existing = answered(admin.listTopics().names());
        List<NewTopic> missing = catalogue.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), layout.partitions(), layout.replicationFactor())
                        .configs(settingsOf(topic, layout)))
                .toList();
        admin.createTopics(missing).values().forEach((name, created) -> {
            try {
                answered(created);
            } catch (TopicExistsException e) {
                // somebody else runs the same command; the check below sees whether it agrees with us
            }
        });
        awaitLeaders(admin, catalogue);
        verify(admin, catalogue, layout.partitions());
        return missing.stream().map(NewTopic::name).toList();
    }

    /**
     * Checks that the topics a service reads and writes exist, with the partitions and the cleanup that the catalogue
     * gives them.
     *
     * @throws TopicsNotReadyException naming every topic that is missing or differs
     * @throws KafkaException when the cluster cannot be asked
     */
    public static void verify(Admin admin, Collection<? extends CatalogueTopic> used, int partitions) {
        Map<String, TopicDescription> described = describe(admin, used);
        Map<String, String> cleanups = cleanupPolicies(admin, described.keySet());
        List<String> findings = new ArrayList<>();
        for (CatalogueTopic topic : used) {
            TopicDescription found = described.get(topic.name());
            if (found == null) {
                findings.add(topic.name() + " is missing");
                continue;
            }
            if (found.partitions().size() != partitions) {
                findings.add(
                        topic.name() + " has " + found.partitions().size() + " partitions instead of " + partitions);
            }
            String expected = topic.kind().settings().get(TopicConfig.CLEANUP_POLICY_CONFIG);
            String actual = cleanups.get(topic.name());
            if (actual != null && !actual.equals(expected)) {
                findings.add(topic.name() + " has cleanup.policy " + actual + " instead of " + expected);
            }
        }
        if (!findings.isEmpty()) {
            throw new TopicsNotReadyException(findings);
        }
    }

    private static Map<String, String> settingsOf(CatalogueTopic topic, Layout layout) {
        Map<String, String> settings = new HashMap<>(topic.kind().settings());
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(layout.minInsyncReplicas()));
        if (layout.replicationFactor() == 1 && SAID.contains(topic)) {
            settings.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
        }
        return settings;
    }

    private static Map<String, TopicDescription> describe(Admin admin, Collection<? extends CatalogueTopic> topics) {
        Set<String> names = topics.stream().map(CatalogueTopic::name).collect(Collectors.toSet());
        Map<String, TopicDescription> described = new TreeMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                described.put(name, answered(description));
            } catch (UnknownTopicOrPartitionException e) {
                // stays absent, which is the answer
            }
        });
        return described;
    }

    private static Map<String, String> cleanupPolicies(Admin admin, Set<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, String> policies = new HashMap<>();
        answered(admin.describeConfigs(resources).all())
                .forEach((resource, config) -> policies.put(
                        resource.name(),
                        config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value()));
        return policies;
    }

    private static void awaitLeaders(Admin admin, Collection<? extends CatalogueTopic> topics) {
        long giveUpAt = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (!allHaveLeaders(describe(admin, topics), topics.size())) {
            if (System.nanoTime() > giveUpAt) {
                throw new KafkaException("Not every partition has a leader after " + LEADERS_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean allHaveLeaders(Map<String, TopicDescription> described, int expected) {
        return described.size() == expected
                && described.values().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition ->
                                partition.leader() != null && !Node.noNode().equals(partition.leader()));
    }

    private static <T> T answered(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException kafka) {
                throw kafka;
            }
            throw new KafkaException("The cluster could not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The cluster did not answer within " + ANSWER_WITHIN.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking the cluster", e);
        }
    }
}
