package dev.greenlight.smsinbound.webhook.gateway.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A certificate made for a test, with its key: DER by hand, because the JDK can read certificates and not make them. */
public final class SignedCertificate {

    private static final byte[] SHA256_WITH_RSA =
            sequence(oid(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B), tagged(0x05));
    private static final byte[] COMMON_NAME = oid(0x55, 0x04, 0x03);
    private static final byte[] ALTERNATIVE_NAMES = oid(0x55, 0x1D, 0x11);
    private static final byte[] BASIC_CONSTRAINTS = oid(0x55, 0x1D, 0x13);

    private final KeyPair keys;
    private final String commonName;
    private final X509Certificate certificate;

    private SignedCertificate(KeyPair keys, String commonName, X509Certificate certificate) {
        this.keys = keys;
        this.commonName = commonName;
        this.certificate = certificate;
    }

    public static KeyPair rsaKeys(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by its own key. */
    static SignedCertificate authority(KeyPair keys, String commonName) {
        return make(keys, commonName, List.of(), true, "20200101000000Z", "20491231235959Z", null);
    }

    /**
     * @param issuer null where its own key signs it
     * @param from and to: YYYYMMDDHHMMSSZ
     */
    public static SignedCertificate of(
            KeyPair keys,
            String commonName,
            List<String> dnsNames,
            String from,
            String to,
            @Nullable SignedCertificate issuer) {
        return make(keys, commonName, dnsNames, false, from, to, issuer);
    }

    public static SignedCertificate of(
            KeyPair keys, String commonName, List<String> dnsNames, @Nullable SignedCertificate issuer) {
        return of(keys, commonName, dnsNames, "20200101000000Z", "20491231235959Z", issuer);
    }

    public PrivateKey key() {
        return keys.getPrivate();
    }

    X509Certificate certificate() {
        return certificate;
    }

    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignedCertificate make(
            KeyPair keys,
            String commonName,
            List<String> dnsNames,
            boolean authority,
            String from,
            String to,
            @Nullable SignedCertificate issuer) {
        byte[] tbs = sequence(
                tagged(0xA0, integer(2)),
                integer(1),
                SHA256_WITH_RSA,
                name(issuer == null ? commonName : issuer.commonName),
                sequence(ascii(0x18, from), ascii(0x18, to)),
                name(commonName),
                keys.getPublic().getEncoded(),
                extensions(dnsNames, authority));
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(issuer == null ? keys.getPrivate() : issuer.key());
            signer.update(tbs);
            byte[] der = sequence(tbs, SHA256_WITH_RSA, bits(signer.sign()));
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new SignedCertificate(keys, commonName, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] extensions(List<String> dnsNames, boolean authority) {
        byte[] constraints = sequence(
                BASIC_CONSTRAINTS, tagged(0x04, authority ? sequence(tagged(0x01, new byte[] {-1})) : sequence()));
        byte[][] names = dnsNames.stream().map(name -> ascii(0x82, name)).toArray(byte[][]::new);
        byte[] all = dnsNames.isEmpty()
                ? sequence(constraints)
                : sequence(constraints, sequence(ALTERNATIVE_NAMES, tagged(0x04, sequence(names))));
        return tagged(0xA3, all);
    }

    private static byte[] name(String commonName) {
        return sequence(tagged(0x31, sequence(COMMON_NAME, ascii(0x0C, commonName))));
    }

    private static byte[] integer(int value) {
        return tagged(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] bits(byte[] bytes) {
        return tagged(0x03, new byte[] {0}, bytes);
    }

    private static byte[] oid(int... bytes) {
        var content = new ByteArrayOutputStream();
        for (int b : bytes) {
            content.write(b);
        }
        return tagged(0x06, content.toByteArray());
    }

    private static byte[] ascii(int tag, String text) {
        return tagged(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
