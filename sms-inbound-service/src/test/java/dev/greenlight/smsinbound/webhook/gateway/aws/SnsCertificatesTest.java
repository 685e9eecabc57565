package dev.greenlight.smsinbound.webhook.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsCertificatesTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final URI ADDRESS = URI.create("https://sns.us-east-1.amazonaws.com/a.pem");
    private static final Set<String> NAMES = Set.of("sns.amazonaws.com", "sns.us-east-1.amazonaws.com");
    private static final KeyPair KEYS = SignedCertificate.rsaKeys(2048);
    private static final KeyPair OTHER_KEYS = SignedCertificate.rsaKeys(2048);
    private static final SignedCertificate ROOT = SignedCertificate.authority(OTHER_KEYS, "Root of the test");
    private static final String NAME = "sns.amazonaws.com";

    private final List<URI> calls = new ArrayList<>();

    @Test
    void certificateIsFetchedOnce() throws IOException {
        SnsCertificates certificates = certificates(leaf(List.of(NAME)).pem());

        assertThat(certificates.key(ADDRESS, NAMES, NOW)).hasValue(KEYS.getPublic());
        assertThat(certificates.key(ADDRESS, NAMES, NOW.plusSeconds(86_400))).hasValue(KEYS.getPublic());
        assertThat(calls).containsExactly(ADDRESS);
    }

    @Test
    void callsThatComeTogetherFetchItOnce() throws Exception {
        var started = new CountDownLatch(1);
        var certificates = new SnsCertificates(
                address -> {
                    awaitQuietly(started);
                    calls.add(address);
                    return leaf(List.of(NAME)).pem().getBytes(StandardCharsets.US_ASCII);
                },
                SnsCertificatesTest::trust);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<PublicKey>>> keys = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                keys.add(executor.submit(() -> certificates.key(ADDRESS, NAMES, NOW)));
            }
            started.countDown();
            for (Future<Optional<PublicKey>> key : keys) {
                assertThat(key.get()).isPresent();
            }
        }
        assertThat(calls).hasSize(1);
    }

    @Test
    void namesMayBeTheCommonNameWhereThereAreNoOthers() throws IOException {
        assertThat(keyOf(leaf(List.of()).pem())).isPresent();
        assertThat(keyOf(leaf(List.of("other.test", "sns.us-east-1.amazonaws.com"))
                        .pem()))
                .isPresent();
        assertThat(keyOf(leaf(List.of("other.test")).pem())).isEmpty();
        assertThat(keyOf(SignedCertificate.of(KEYS, "sns.amazonaws.com.evil.test", List.of(), null)
                        .pem()))
                .isEmpty();
    }

    @Test
    void certificateOutsideItsTimeIsNotUsed() throws IOException {
        SnsCertificates certificates =
                certificates(SignedCertificate.of(KEYS, NAME, List.of(NAME), "20260115170000Z", "20260215170000Z", null)
                        .pem());

        assertThat(certificates.key(ADDRESS, NAMES, NOW.minusSeconds(1))).isEmpty();
        assertThat(certificates.key(ADDRESS, NAMES, NOW)).isPresent();
        assertThat(certificates.key(ADDRESS, NAMES, NOW.plusSeconds(31L * 86_400)))
                .isPresent();
        assertThat(certificates.key(ADDRESS, NAMES, NOW.plusSeconds(31L * 86_400 + 1)))
                .isEmpty();
    }

    @Test
    void shortKeysAndAuthoritiesAreNotUsed() throws IOException {
        assertThat(keyOf(SignedCertificate.of(SignedCertificate.rsaKeys(1024), NAME, List.of(NAME), null)
                        .pem()))
                .isEmpty();
        assertThat(keyOf(SignedCertificate.authority(KEYS, NAME).pem())).isEmpty();
    }

    @Test
    void chainHasToLeadToATrustedAuthority() throws IOException {
        String trusted = SignedCertificate.of(KEYS, NAME, List.of(NAME), ROOT).pem();
        String stranger = leaf(List.of(NAME)).pem();

        assertThat(keyOf(trusted + ROOT.pem())).isPresent();
        assertThat(keyOf(stranger + ROOT.pem())).isEmpty();
        assertThat(keyOf(stranger + SignedCertificate.authority(KEYS, NAME).pem()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----"
            })
    void anythingElseIsNoCertificate(String answer) throws IOException {
        assertThat(keyOf(answer)).isEmpty();
    }

    @Test
    void failureIsRememberedForTenSeconds() throws IOException {
        var answers = new ArrayList<byte[]>();
        var certificates = new SnsCertificates(
                address -> {
                    calls.add(address);
                    if (answers.isEmpty()) {
                        throw new IOException("not reached");
                    }
                    return answers.getFirst();
                },
                SnsCertificatesTest::trust);

        assertThatIOException().isThrownBy(() -> certificates.key(ADDRESS, NAMES, NOW));
        assertThatIOException().isThrownBy(() -> certificates.key(ADDRESS, NAMES, NOW.plusMillis(9_999)));
        assertThat(calls).hasSize(1);

        answers.add(leaf(List.of(NAME)).pem().getBytes(StandardCharsets.US_ASCII));
        assertThat(certificates.key(ADDRESS, NAMES, NOW.plusSeconds(10))).isPresent();
        assertThat(calls).hasSize(2);
    }

    @Test
    @Timeout(60)
    void callThatWaitsTooLongForAnotherGivesUp() throws Exception {
        var entered = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var certificates = new SnsCertificates(
                address -> {
                    entered.countDown();
                    awaitQuietly(end);
                    throw new IOException("not reached");
                },
                SnsCertificatesTest::trust);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = executor.submit(() -> certificates.key(ADDRESS, NAMES, NOW));
            entered.await();

            assertThatIOException()
                    .isThrownBy(() -> certificates.key(URI.create(ADDRESS + "x"), NAMES, NOW))
                    .withMessage("Too many wait for SNS");

            end.countDown();
            assertThat(first).failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void fewCertificatesAreKept() throws IOException {
        SnsCertificates certificates = certificates(leaf(List.of(NAME)).pem());

        certificates.key(ADDRESS, NAMES, NOW);
        for (int i = 0; i < 100; i++) {
            certificates.key(URI.create("https://sns.us-east-1.amazonaws.com/" + i + ".pem"), NAMES, NOW);
            certificates.key(ADDRESS, NAMES, NOW); // in use, so never the eldest
        }
        certificates.key(URI.create("https://sns.us-east-1.amazonaws.com/0.pem"), NAMES, NOW);

        assertThat(calls).hasSize(1 + 100 + 1);
    }

    private static SignedCertificate leaf(List<String> names) {
        return SignedCertificate.of(KEYS, NAME, names, null);
    }

    private Optional<PublicKey> keyOf(String pem) throws IOException {
        return certificates(pem).key(ADDRESS, NAMES, NOW);
    }

    private SnsCertificates certificates(String pem) {
        return new SnsCertificates(
                address -> {
                    calls.add(address);
                    return pem.getBytes(StandardCharsets.US_ASCII);
                },
                SnsCertificatesTest::trust);
    }

    /** Trusts the root of this test and nobody else. */
    static X509TrustManager trust() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("root", ROOT.certificate());
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
