package dev.greenlight.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Inbound texts as Twilio posts them: a form of nineteen parameters, signed. Source: twilio.com/docs/usage/webhooks. */
final class WebhookRequests {

    static final String AUTH_TOKEN = "bench-auth-token";

    private final int port;
    private final String path;
    private final String publicUrl;

    /** @param publicUrl what the gateway calls, without the path; it is part of what is signed */
    WebhookRequests(int port, String path, String publicUrl) {
        this.port = port;
        this.path = path;
        this.publicUrl = publicUrl;
    }

    /** One HTTP/1.1 request, ready to be written to a connection. */
    byte[] text(int contact, String body, String messageSid) {
        Map<String, String> form = new TreeMap<>(Map.of(
                "ToCountry",
                "US",
                "ToState",
                "CA",
                "SmsMessageSid",
                messageSid,
                "NumMedia",
                "0",
                "ToCity",
                "",
                "FromZip",
                "94105",
                "SmsSid",
                messageSid,
                "FromState",
                "CA",
                "SmsStatus",
                "received"));
        form.putAll(Map.of(
                "FromCity",
                "SAN FRANCISCO",
                "Body",
                body,
                "FromCountry",
                "US",
                "To",
                Contacts.SENDER,
                "ToZip",
                "",
                "NumSegments",
                "1",
                "MessageSid",
                messageSid,
                "AccountSid",
                "AC00000000000000000000000000000001"));
        form.putAll(Map.of("From", Contacts.number(contact), "ApiVersion", "2010-04-01"));

        var signed = new StringBuilder(publicUrl).append(path);
        var encoded = new StringBuilder();
        form.forEach((name, value) -> {
            signed.append(name).append(value);
            encoded.append(encoded.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: "
                + signature(signed.toString()) + "\r\nContent-Length: " + encoded.length() + "\r\n\r\n";
        return (head + encoded).getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(AUTH_TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA1", e);
        }
    }
}
