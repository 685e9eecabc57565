package dev.greenlight.schemas.security;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** An OpenID Connect issuer on this machine: its metadata, its public key, and tokens signed with RS256. */
public final class TokenIssuer implements AutoCloseable {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair keys = newKeys();

    public TokenIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\"}");
        serve("/keys", keySet((RSAPublicKey) keys.getPublic()));
        server.start();
    }

    /** What its tokens name as their issuer. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token of this issuer, good for an hour. */
    public String token(String subject, String tenant, String... roles) {
        return signed(claims(url(), subject, tenant, 3_600, roles));
    }

    /** A token whose time is over. */
    public String expiredToken(String subject, String tenant, String... roles) {
        return signed(claims(url(), subject, tenant, -3_600, roles));
    }

    /** A token that this issuer signed and that names another one. */
    public String tokenOfAnother(String subject, String tenant, String... roles) {
        return signed(claims("https://issuer.invalid", subject, tenant, 3_600, roles));
    }

    /** A token that nobody signed. */
    public String unsignedToken(String subject, String tenant, String... roles) {
        return encoded("{\"alg\":\"none\"}") + '.' + encoded(claims(url(), subject, tenant, 3_600, roles)) + '.';
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String claims(String issuer, String subject, String tenant, long secondsLeft, String... roles) {
        long now = System.currentTimeMillis() / 1_000;
        return "{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"tenant\":\"" + tenant + "\",\"roles\":["
                + (roles.length == 0 ? "" : "\"" + String.join("\",\"", roles) + "\"") + "],\"iat\":" + (now - 7_200)
                + ",\"exp\":" + (now + secondsLeft) + '}';
    }

    private String signed(String claims) {
        String content = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"1\"}") + '.' + encoded(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static String keySet(RSAPublicKey key) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\""
                + encoded(key.getModulus()) + "\",\"e\":\"" + encoded(key.getPublicExponent()) + "\"}]}";
    }

    private static String encoded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = new byte[bytes.length - sign];
        System.arraycopy(bytes, sign, unsigned, 0, unsigned.length);
        return BASE64URL.encodeToString(unsigned);
    }

    private static String encoded(String json) {
        return BASE64URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
