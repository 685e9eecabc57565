package dev.greenlight.bench;

import dev.greenlight.bench.HttpLoad.Result;
import dev.greenlight.schemas.sms.TextMeaning;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * Measures, in one run on one broker, what the product does against what the broker and the web server do alone.
 *
 * <p>Arguments are {@code --name=value}: {@code --contacts} (100000; how many are known), {@code --partitions} (4),
 * {@code --scenarios} (all, or some of
 * {@code understanding,raw,drain,customers,webhooks,stop,bulk,reevaluate,office,edit,check,import,import-stop,what-if,
 * rebuild,outage,memory}), {@code --heap} (of a
 * stream service), {@code --setting=name=value} (any setting of the stream services, as often as wanted). Figures go
 * to {@code bench/target/bench.json} and {@code bench.txt}; those that belong to a number of contacts other than
 * 100,000 carry it in their name.
 */
public final class Bench {

    private static final int USUAL_CONTACTS = 100_000;
    private static final int WEBHOOK_CONNECTIONS = 48;
    private static final int OUTAGE_SECONDS = 40;
    private static final int LIST_ROWS = 1_000_000;
    private static final int BULK_CUSTOMERS = 200_000;
    private static final int BULK_TEXTS_PER_SECOND = 200;
    private static final int REEVALUATED = 100_000;
    private static final int ROWS_BESIDE_TEXTS = 500_000;

    private final Options options;
    private final Figures figures;
    private final Deployment deployment;
    private final AudienceWatch audience;
    private final ContactLoader loader;
    private @Nullable StopLatency warm;

    private Bench(Options options, Figures figures, Deployment deployment) {
        this.options = options;
        this.figures = figures;
        this.deployment = deployment;
        audience = new AudienceWatch(deployment.bootstrapServers(), options.partitions(), options.contacts());
        loader = new ContactLoader(deployment);
    }

    public static void main(String... arguments) throws Exception {
        var options = Options.of(arguments);
        var output = Path.of("bench", "target");
        Path folder = output.resolve("run-"
                + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-'));
        Files.createDirectories(folder);
        var figures = new Figures(output);
        int status = 0;
        try {
            if (options.hasUnderstanding()) {
                Understanding.measure(figures);
            }
            if (options.needsDeployment()) {
                deployAndRun(options, figures, folder);
            }
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        figures.write(machine());
        System.out.println("Written to " + output.resolve("bench.json"));
        System.exit(status); // the clients' threads would go on for ever
    }

    private static void deployAndRun(Options options, Figures figures, Path folder) throws Exception {
        try (var deployment = new Deployment(folder, options)) {
            var bench = new Bench(options, figures, deployment);
            bench.run();
            bench.audience.close();
            bench.loader.close();
        }
    }

    private void run() throws Exception {
        if (options.has("raw")) {
            new RawLimits(
                            deployment.bootstrapServers(),
                            options.partitions(),
                            deployment.folder().resolve("raw"))
                    .measure(figures);
        }
        load();
        if (options.has("drain")) {
            drain();
        }
        if (options.has("stop")) {
            stop();
        }
        if (options.has("bulk")) {
            bulk();
        }
        if (options.has("customers")) {
            customers();
        }
        if (options.has("reevaluate")) {
            reevaluate();
        }
        if (options.has("office")) {
            office();
        }
        if (options.has("edit")) {
            edit();
        }
        if (options.has("check")) {
            check();
        }
        if (options.has("memory")) {
            memory();
        }
        if (options.has("outage")) {
            outage();
        }
        if (options.has("rebuild")) {
            figures.put(named("rebuild_s"), new Rebuild(deployment).seconds(), "eligibility-service from the topics");
        }
        if (options.has("import-stop")) {
            importBesideTexts();
        }
        if (options.has("import")) {
            importList();
        }
        if (options.has("what-if")) {
            whatIf();
        }
        if (options.has("webhooks")) {
            webhooks();
        }
    }

    /** Customers first, then a START of each, so that every contact is a member; this also warms the services up. */
    private void load() {
        long start = System.nanoTime();
        var joined = audience.expect(options.contacts());
        loader.customers(0, options.contacts());
        loader.texts(0, options.contacts(), TextMeaning.OPT_IN);
        Waiting.until("all contacts are members", Duration.ofMinutes(10), joined::isComplete);
        figures.put(named("load_s"), (System.nanoTime() - start) / 1e9, "customers and opt-ins through all services");
    }

    private void drain() {
        int texts = Math.min(options.contacts(), 300_000);
        drainOnce(texts, TextMeaning.OPT_OUT); // the code paths of a STOP are still cold
        drainOnce(texts, TextMeaning.OPT_IN);
        double rate = drainOnce(texts, TextMeaning.OPT_OUT);
        drainOnce(texts, TextMeaning.OPT_IN);
        figures.put(named("drain_per_s"), rate, "texts through consent to the audience, from a backlog");
        figures.put(named("drain_ratio"), rate / figures.get("pass_through_per_s"), "of the pass-through rate");
    }

    private double drainOnce(int texts, TextMeaning meaning) {
        var changed = audience.expect(texts);
        loader.texts(0, texts, meaning);
        Waiting.until("the backlog is worked off", Duration.ofMinutes(10), changed::isComplete);
        return changed.ratePerSecond();
    }

    /** The compilers of six JVMs take a while to come to rest; what is measured until then is reported apart. */
    private StopLatency warm() throws InterruptedException {
        if (warm == null) {
            warm = new StopLatency(deployment, audience);
            Latencies cold = warm.measure(0, 40_000, 1_000);
            warm.optInAgain(loader, 0, 40_000);
            figures.put(named("stop_cold_p99_ms"), cold.percentileInMillis(99), "in the first 40 s, 1,000 texts/s");
        }
        return warm;
    }

    private void stop() throws InterruptedException {
        StopLatency scenario = warm();
        Latencies full = scenario.measure(0, 40_000, 1_000);
        scenario.optInAgain(loader, 0, 40_000);
        report("at_1000", full);
        report("at_200", scenario.measure(0, 6_000, 200));
        scenario.optInAgain(loader, 0, 6_000);
        figures.put(named("stop_p50_ms"), full.percentileInMillis(50), "webhook answered to tombstone, 1,000 texts/s");
        figures.put(named("stop_p99_ms"), full.percentileInMillis(99), "webhook answered to tombstone, 1,000 texts/s");
    }

    /** 200,000 customers that nobody has heard of are imported, as fast as they are taken, while people say STOP. */
    private void bulk() throws InterruptedException {
        StopLatency scenario = warm();
        Latencies idle = scenario.measure(0, 4_000, BULK_TEXTS_PER_SECOND);
        scenario.optInAgain(loader, 0, 4_000);
        var working = new AtomicBoolean(true);
        var workedOff = new AtomicLong();
        long start = System.nanoTime();
        Thread imports = Thread.ofPlatform().start(() -> {
            loader.customers(options.contacts(), options.contacts() + BULK_CUSTOMERS);
            try (var backlog = new Backlog(deployment.bootstrapServers(), options.partitions())) {
                // what is left then is the end of a few batches, not a backlog
                Waiting.until("the import is worked off", Duration.ofMinutes(5), () -> backlog.size() < 1_000);
            }
            workedOff.set(System.nanoTime());
            working.set(false);
        });
        Latencies during = scenario.measureWhile(working::get, 0, 8_000, BULK_TEXTS_PER_SECOND);
        imports.join();
        scenario.optInAgain(loader, 0, 8_000);
        figures.put(named("stop_idle_p99_ms"), idle.percentileInMillis(99), "before the import, 200 texts/s");
        figures.put(
                named("stop_during_bulk_p99_ms"),
                during.percentileInMillis(99),
                during.count() + " STOPs during the import of 200,000 customers");
        figures.put(
                named("stop_during_bulk_ratio"),
                during.percentileInMillis(99) / idle.percentileInMillis(99),
                "of the p99 before the import");
        figures.put(
                named("bulk_customers_per_s"),
                BULK_CUSTOMERS / ((workedOff.get() - start) / 1e9),
                "customer changes through three applications, beside the texts");
    }

    /** As many customers that nobody has heard of as fast as they are taken, with nothing beside them. */
    private void customers() {
        int first = options.contacts() + BULK_CUSTOMERS;
        customersOnce(first); // the code paths of a customer are cold
        double rate = customersOnce(first + BULK_CUSTOMERS);
        figures.put(named("customer_drain_per_s"), rate, "new customers through three applications, from a backlog");
        figures.put(
                named("customer_drain_ratio"), rate / figures.get("pass_through_per_s"), "of the pass-through rate");
    }

    private double customersOnce(int from) {
        try (var backlog = new Backlog(deployment.bootstrapServers(), options.partitions())) {
            long start = System.nanoTime();
            loader.customers(from, from + BULK_CUSTOMERS);
            Waiting.until("the customers are worked off", Duration.ofMinutes(10), () -> backlog.size() < 1_000);
            return BULK_CUSTOMERS / ((System.nanoTime() - start) / 1e9);
        }
    }

    /** A company with 100,000 customers changes its settings, and all of them leave, while people say STOP. */
    private void reevaluate() throws InterruptedException {
        StopLatency scenario = warm();
        try (var company = new Reevaluation(deployment, loader, REEVALUATED)) {
            String expected = "\"leaving\":{\"count\":" + REEVALUATED;
            if (!company.whatIf().contains(expected)) {
                throw new IllegalStateException("A what-if expects others than " + REEVALUATED + " to leave");
            }
            figures.put(named("reevaluate_s"), company.leave(), REEVALUATED + " customers leave, with nothing beside");
            company.comeBack();
            var working = new AtomicBoolean(true);
            Thread leaving = Thread.ofPlatform().start(() -> {
                figures.put(named("reevaluate_beside_s"), company.leave(), "the same beside 1,000 texts/s");
                working.set(false);
            });
            Latencies during = scenario.measureWhile(working::get, 0, 40_000, 1_000);
            leaving.join();
            scenario.optInAgain(loader, 0, 40_000);
            figures.put(
                    named("stop_under_reevaluation_p99_ms"),
                    during.percentileInMillis(99),
                    during.count() + " STOPs at 1,000/s meanwhile");
        }
    }

    /** A list of 500,000 customers is imported over HTTP while people say STOP. */
    private void importBesideTexts() throws InterruptedException {
        StopLatency scenario = warm();
        var working = new AtomicBoolean(true);
        Thread importing = Thread.ofPlatform().start(() -> {
            double seconds = new ListImport(deployment, "b", 14_000_000_000L, ROWS_BESIDE_TEXTS).seconds();
            figures.put(named("import_beside_s"), seconds, ROWS_BESIDE_TEXTS + " rows beside 1,000 texts/s");
            working.set(false);
        });
        Latencies during = scenario.measureWhile(working::get, 0, 40_000, 1_000);
        importing.join();
        try (var backlog = new Backlog(deployment.bootstrapServers(), options.partitions())) {
            Waiting.until("the import is worked off", Duration.ofMinutes(10), () -> backlog.size() < 1_000);
        }
        scenario.optInAgain(loader, 0, 40_000);
        figures.put(
                named("stop_during_import_p99_ms"),
                during.percentileInMillis(99),
                during.count() + " STOPs at 1,000/s during the import of 500,000 customers");
    }

    /** Every email address would have to be confirmed: whoever has one leaves. Of the list too, when it is there. */
    private void whatIf() {
        var http = new Http(Deployment.OFFICE_KEY);
        for (String name : List.of("what_if_first", "what_if")) {
            long start = System.nanoTime();
            String answer = http.send(
                    "POST",
                    "http://127.0.0.1:" + deployment.eligibilityPort() + "/v1/tenants/" + Contacts.TENANT
                            + "/eligibility:what-if",
                    "application/json",
                    "{\"settings\":{\"marketingPro\":\"V1\",\"doubleOptIn\":true},\"samples\":1}");
            double seconds = (System.nanoTime() - start) / 1e9;
            String contacts = answer.substring(answer.indexOf(':') + 1, answer.indexOf(','));
            String size = options.has("import") ? "_1m_s" : "_s";
            figures.put(named(name + size), seconds, contacts + " contacts of one company");
        }
    }

    private void report(String rate, Latencies latencies) {
        for (double percent : List.of(50.0, 99.0, 99.9)) {
            String name = "stop_" + rate + "_p"
                    + Double.toString(percent).replace(".0", "").replace(".", "") + "_ms";
            figures.put(named(name), latencies.percentileInMillis(percent), latencies.count() + " STOPs");
        }
    }

    private void office() throws InterruptedException {
        var office = new OfficeLoad(deployment, options.contacts());
        Latencies writes = office.writes();
        figures.put(named("write_p50_ms"), writes.percentileInMillis(50), "PATCH of a customer, with what was decided");
        figures.put(named("write_p99_ms"), writes.percentileInMillis(99), "the same, 200 a second");
        figures.put(named("list_first_page_ms"), office.firstPage(), "the first list of numbers since the start");
        figures.put(named("list_page_ms"), office.pages().percentileInMillis(99), "p99 of pages of 50 numbers");
    }

    /** Every customer is changed with nothing beside it, and changed back while people say STOP. */
    private void edit() throws InterruptedException {
        StopLatency scenario = warm();
        var edit = new BatchEditRun(deployment);
        if (edit.changed() < options.contacts()) {
            throw new IllegalStateException("The edit changes only " + edit.changed() + " customers");
        }
        figures.put(named("edit_preview_s"), edit.previewSeconds(), "who loses what, of every customer");
        figures.put(named("edit_apply_s"), edit.applySeconds(), edit.changed() + " customers in one edit");
        var working = new AtomicBoolean(true);
        Thread undoing = Thread.ofPlatform().start(() -> {
            figures.put(named("edit_undo_s"), edit.undoSeconds(), "the same customers back, beside 200 texts/s");
            working.set(false);
        });
        Latencies during = scenario.measureWhile(working::get, 0, 8_000, BULK_TEXTS_PER_SECOND);
        undoing.join();
        scenario.optInAgain(loader, 0, 8_000);
        figures.put(named("stop_during_edit_p99_ms"), during.percentileInMillis(99), during.count() + " STOPs");
    }

    private void check() throws InterruptedException {
        var check = new CheckLoad(deployment, options.contacts());
        figures.put(named("check_per_s"), check.perSecond(), "checks before sending over HTTP, 1,000 in a request");
        Latencies single = check.single();
        figures.put(named("check_p50_ms"), single.percentileInMillis(50), "one check in a request, 500 a second");
        figures.put(named("check_p99_ms"), single.percentileInMillis(99), "the same");
    }

    private void importList() {
        double seconds = new ListImport(deployment, "i", 13_000_000_000L, LIST_ROWS).seconds();
        figures.put("import_per_s", LIST_ROWS / seconds, "rows of a list over HTTP, decided on");
        figures.put("import_1m_s", seconds, "1,000,000 customers with two contact methods");
    }

    /** Comes last: nothing reads the texts, as nothing reads those of the bare handler. */
    private void webhooks() throws InterruptedException, ExecutionException {
        deployment.stopStreamServices();
        double ours = flatOut("/webhooks/twilio/" + Contacts.TENANT, deployment.webhookPort());
        createBareTopic();
        double keyed = bareRate("/keyed");
        double unkeyed = bareRate("/unkeyed");
        figures.put("webhook_per_s", ours, "signed Twilio webhooks answered, 48 connections");
        figures.put("bare_webhook_per_s", keyed, "a bare Spring MVC handler that only sends to Kafka, with a key");
        figures.put("webhook_ratio", ours / keyed, "of the bare handler that sends with a key");
        figures.put("bare_unkeyed_webhook_per_s", unkeyed, "the same without a key: one partition at a time");
        figures.put("webhook_unkeyed_ratio", ours / unkeyed, "of the bare handler that sends without a key");
    }

    private void createBareTopic() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", deployment.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(BareWebhook.TOPIC, options.partitions(), (short) 1)
                            .configs(Map.of("flush.messages", "1"))))
                    .all()
                    .get();
        }
    }

    private double bareRate(String path) throws InterruptedException {
        try (var bare = deployment.bareWebhook()) {
            return flatOut(path, bare.port());
        }
    }

    /** The better of two rounds, after one that warms up. */
    private double flatOut(String path, int port) throws InterruptedException {
        var requests = new WebhookRequests(port, path, deployment.publicUrl());
        String run = "SMflat" + System.nanoTime();
        double best = 0;
        for (int round = 0; round < 3; round++) {
            String prefix = run + round;
            int contacts = options.contacts();
            Result result = new HttpLoad(port, WEBHOOK_CONNECTIONS)
                    .flatOut(60_000, index -> requests.text(index % contacts, "START", prefix + index));
            if (result.others() > 0) {
                throw new IllegalStateException(result.others() + " webhooks were not accepted at " + path);
            }
            best = round == 0 ? 0 : Math.max(best, result.perSecond());
        }
        return best;
    }

    private void outage() throws InterruptedException {
        deployment.restartStreamServices();
        var scenario = new Outage(deployment, audience);
        var stop = new StopLatency(deployment, audience);
        int texts = 200 * OUTAGE_SECONDS;
        double consent = scenario.measure(deployment::killAndRestartConsent, 0, OUTAGE_SECONDS);
        stop.optInAgain(loader, 0, texts);
        double eligibility = scenario.measure(deployment::killAndRestartEligibility, 0, OUTAGE_SECONDS);
        stop.optInAgain(loader, 0, texts);
        double broker = scenario.measure(deployment::killAndRestartBroker, 0, OUTAGE_SECONDS);
        figures.put(named("outage_consent_s"), consent, "kill -9 of consent-service to fresh output");
        figures.put(named("outage_eligibility_s"), eligibility, "kill -9 of eligibility-service to fresh output");
        figures.put(named("outage_service_s"), Math.max(consent, eligibility), "the longer of the two");
        figures.put(named("outage_broker_s"), broker, "kill -9 of the only broker to fresh output");
    }

    private void memory() throws IOException, InterruptedException {
        long consent = Memory.liveHeapBytes(deployment.consent());
        long eligibility = Memory.liveHeapBytes(deployment.eligibility());
        Path topics = deployment.folder().resolve("broker");
        figures.put(named("heap_consent_mb"), consent / 1e6, "live heap of consent-service");
        figures.put(named("heap_eligibility_mb"), eligibility / 1e6, "live heap of eligibility-service");
        figures.put(
                named("heap_bytes_per_contact"),
                (double) (consent + eligibility) / options.contacts(),
                "live heap of both, everything included");
        long changelogs =
                Memory.topicBytes(topics, "consent-service-") + Memory.topicBytes(topics, "eligibility-service-");
        figures.put(named("state_bytes_per_contact"), (double) changelogs / options.contacts(), "changelogs on disk");
        // each has one contact method
        long onDisk = Memory.diskBytes(deployment.folder().resolve("state"));
        figures.put(
                named("state_bytes_per_method"),
                (double) onDisk / options.contacts(),
                "state folders of all services; next to nothing unless greenlight.stores is disk");
    }

    private String named(String name) {
        return options.contacts() == USUAL_CONTACTS ? name : name + "_" + options.contacts();
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return Instant.now().truncatedTo(ChronoUnit.SECONDS) + ", " + system.getAvailableProcessors() + " processors, "
                + system.getName() + " " + system.getArch() + ", Java "
                + Runtime.version().feature();
    }
}
