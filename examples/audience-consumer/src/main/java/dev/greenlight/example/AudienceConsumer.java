package dev.greenlight.example;

import dev.greenlight.example.SendCheck.Answer;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.serde.EventSerde;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads an audience, says how many of a company may be sent to now, and follows it. Sends nothing. */
public final class AudienceConsumer {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String USAGE = """
            Usage: GREENLIGHT_KEY=<key> java ... dev.greenlight.example.AudienceConsumer \
            <brokers> <registry> <eligibility-service> <company> <audience>
            such as: 127.0.0.1:9092 http://127.0.0.1:8080/apis/ccompat/v7 http://127.0.0.1:8084 demo-plumbing sms-marketing""";

    private AudienceConsumer() {}

    public static void main(String[] arguments) throws InterruptedException {
        String key = System.getenv("GREENLIGHT_KEY");
        if (arguments.length != 5 || key == null) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        String tenant = arguments[3];
        String audience = arguments[4];
        var check = new SendCheck(URI.create(arguments[2]), tenant, key, audience);
        EventSerde<AudienceMember> members = EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, arguments[1]));
        var consumer = new KafkaConsumer<>(settings(arguments[0]), new StringDeserializer(), members.deserializer());
        try (var inMemory = new AudienceInMemory(consumer, "audience." + audience)) {
            while (!inMemory.isCaughtUp()) {
                inMemory.poll(POLL);
            }
            report(inMemory.members(tenant), check, System.out);
            int known = inMemory.members(tenant).size();
            while (!Thread.interrupted()) {
                inMemory.poll(POLL);
                int now = inMemory.members(tenant).size();
                if (now != known) {
                    System.out.println(now + " members");
                    known = now;
                }
            }
        }
    }

    static Map<String, Object> settings(String brokers) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** An engine sends to those who are allowed before it asks about the next: an answer does not hold for long. */
    static void report(List<AudienceMember> members, SendCheck check, PrintStream out) throws InterruptedException {
        out.println(members.size() + " members");
        for (int from = 0; from < members.size(); from += SendCheck.MOST) {
            List<AudienceMember> batch = members.subList(from, Math.min(from + SendCheck.MOST, members.size()));
            Answer answer = check.ask(batch);
            out.println(answer.allowed().size() + " of " + batch.size() + " may be sent to now"
                    + (answer.reasons().isEmpty() ? "" : "; reasons against: " + answer.reasons()));
        }
    }
}
