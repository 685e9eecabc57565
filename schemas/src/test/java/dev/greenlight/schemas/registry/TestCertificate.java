package dev.greenlight.schemas.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A certificate for 127.0.0.1 that nobody else signed, in a PKCS #12 file: key store and trust store in one. */
public final class TestCertificate {

    private static final String PASSWORD = "only-in-tests";

    private final Path file;

    private TestCertificate(Path file) {
        this.file = file;
    }

    /** Makes one in an empty folder, with the keytool of the JDK that runs the test. */
    public static TestCertificate in(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("registry.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=registry",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool did not make a certificate: see " + folder);
        }
        return new TestCertificate(file);
    }

    /** The settings of a client that believes this certificate. */
    public Map<String, String> trustSettings() {
        return Map.of(
                "schema.registry.ssl.truststore.location",
                file.toString(),
                "schema.registry.ssl.truststore.password",
                PASSWORD,
                "schema.registry.ssl.truststore.type",
                "PKCS12");
    }

    SSLContext serverContext() {
        SSLContext context = RegistryTls.of(Map.of(
                "schema.registry.ssl.keystore.location",
                file.toString(),
                "schema.registry.ssl.keystore.password",
                PASSWORD));
        if (context == null) {
            throw new IllegalStateException("The key store setting was not seen");
        }
        return context;
    }
}
