package dev.greenlight.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;

/**
 * Random keys for the demonstration company, made by the first start and kept in a file that only its owner may read.
 * The services are given hashes of the keys, never the keys.
 */
public final class DevCredentials {

    /** The company of the tour. */
    public static final String TENANT = "demo-plumbing";

    /** The number that people text it at; numbers with 555-01 belong to nobody. */
    public static final String TENANT_NUMBER = "+15555550100";

    private static final String FILE = "dev-credentials.properties";
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Properties values;

    private DevCredentials(Properties values) {
        this.values = values;
    }

    /** Reads them, or makes them where the directory has none. */
    public static DevCredentials in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            var values = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                values.load(reader);
            }
            return new DevCredentials(values);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write " + file, e);
        }
    }

    /** May do everything for the demonstration company. */
    public String officeKey() {
        return value("office-key");
    }

    /** May ask who is eligible, for the demonstration company. */
    public String campaignKey() {
        return value("campaign-key");
    }

    /** May read metrics, and the data of every company. */
    public String adminKey() {
        return value("admin-key");
    }

    /** Signs Twilio's webhooks. */
    public String twilioAuthToken() {
        return value("twilio-auth-token");
    }

    /** Signs the generic JSON webhooks. */
    public String genericSecret() {
        return value("generic-webhook-secret");
    }

    /** Seals what links to unsubscribe say, in hex; made from another one, so that a file of an earlier release does. */
    public String unsubscribeSecret() {
        return hashOf("unsubscribe links " + adminKey());
    }

    /** Makes what erased addresses are recognised by, in hex; made from another one for the same reason. */
    public String erasureKey() {
        return hashOf("erased addresses " + adminKey());
    }

    /** What a service is given instead of a key: the SHA-256 of it, in hex. */
    static String hashOf(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has it", e);
        }
    }

    private String value(String name) {
        return Objects.requireNonNull(
                values.getProperty(name), () -> FILE + " has no " + name + ": delete the file and start again");
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, "", ownerOnly);
        String text = """
                # For development on this machine only; made by the first start of the local stack.
                office-key=%s
                campaign-key=%s
                admin-key=%s
                twilio-auth-token=%s
                generic-webhook-secret=%s
                """.formatted(random(), random(), random(), random(), random());
        Files.writeString(unfinished, text);
        Files.move(unfinished, file);
    }

    private static String random() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
