package dev.greenlight.smsinbound.webhook.gateway.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that SNS signs with, each fetched once.
 *
 * <p>Messages name the address, and are not verified before it was called. So one call is made at a time, a failure is
 * remembered for a while, and only what SNS answers itself is kept: nobody can make this service call much, nor forget
 * the certificate that it needs.
 */
final class SnsCertificates {

    private static final int MOST = 32;
    private static final int FEWEST_KEY_BITS = 2048;
    private static final int DNS_NAME = 2;
    private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final SnsConnection connection;
    private final Supplier<X509TrustManager> trust;
    private final Map<URI, X509Certificate> known = eldestForgotten();
    private final Map<URI, Instant> failed = eldestForgotten();
    private final ReentrantLock fetching = new ReentrantLock();

    /**
     * @param trust judges a chain, where SNS sends one
     */
    SnsCertificates(SnsConnection connection, Supplier<X509TrustManager> trust) {
        this.connection = connection;
        this.trust = trust;
    }

    /**
     * The key of the certificate at the address; empty where it is not, or not now, one of SNS.
     *
     * @param names one of which it has to be for
     * @throws IOException where it cannot be fetched now
     */
    Optional<PublicKey> key(URI address, Set<String> names, Instant now) throws IOException {
        X509Certificate certificate = known(address);
        if (certificate == null) {
            certificate = fetchInTurn(address, now);
        }
        return certificate != null && isValid(certificate, now) && isFor(certificate, names)
                ? Optional.of(certificate.getPublicKey())
                : Optional.empty();
    }

    private @Nullable X509Certificate fetchInTurn(URI address, Instant now) throws IOException {
        try {
            if (!fetching.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("Too many wait for SNS");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for SNS", e);
        }
        try {
            X509Certificate certificate = known(address);
            return certificate == null ? fetch(address, now) : certificate;
        } finally {
            fetching.unlock();
        }
    }

    private @Nullable X509Certificate fetch(URI address, Instant now) throws IOException {
        Instant failure = failed.get(address);
        if (failure != null && now.isBefore(failure.plus(FAILURE_REMEMBERED))) {
            throw new IOException("SNS did not answer a moment ago");
        }
        try {
            X509Certificate certificate = trusted(connection.get(address));
            if (certificate != null) {
                synchronized (known) {
                    known.put(address, certificate);
                }
            }
            failed.remove(address);
            return certificate;
        } catch (IOException e) {
            failed.put(address, now);
            throw e;
        }
    }

    private @Nullable X509Certificate known(URI address) {
        synchronized (known) {
            return known.get(address);
        }
    }

    /**
     * The first certificate. SNS sends it alone, and then what vouches for it is the HTTPS connection to the host that
     * it came from; where others come with it, they have to lead to one that this machine trusts.
     */
    private @Nullable X509Certificate trusted(byte[] pem) {
        try {
            List<X509Certificate> chain = chain(pem);
            if (chain.size() > 1) {
                trust.get().checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            }
            return chain.isEmpty() ? null : chain.getFirst();
        } catch (CertificateException e) {
            return null;
        }
    }

    private static List<X509Certificate> chain(byte[] pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return certificate.getBasicConstraints() < 0
                    && certificate.getPublicKey() instanceof RSAPublicKey key
                    && key.getModulus().bitLength() >= FEWEST_KEY_BITS;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static boolean isFor(X509Certificate certificate, Set<String> names) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? commonName(certificate).filter(names::contains).isPresent()
                    : alternatives.stream()
                            .anyMatch(name -> name.getFirst().equals(DNS_NAME) && names.contains(name.get(1)));
        } catch (CertificateException e) {
            return false;
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> rdn.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static <V> Map<URI, V> eldestForgotten() {
        return new LinkedHashMap<>(MOST, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<URI, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
