package dev.greenlight.smsinbound.webhook.gateway.plivo;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.WebhookRequest.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code X-Plivo-Signature-V3} and {@code -V2}: HMAC-SHA256, in Base64. Those with {@code Ma} in their name
 * are made with the token of the main account, the others with the token of the account that owns the number.
 *
 * <p>V2 covers the address without its query, and nothing that the call says. It is looked at only where a tenant
 * allows it and the call has nothing of V3: whoever forges a call may leave headers out.
 */
final class PlivoSignature {

    static final String V3 = "X-Plivo-Signature-V3";
    static final String V3_NONCE = "X-Plivo-Signature-V3-Nonce";

    private static final int MOST_SIGNATURES = 10;

    private PlivoSignature() {}

    /**
     * Whether the call was signed with one of the keys.
     *
     * @param base the address, without its query
     */
    static boolean isRight(
            Headers headers,
            List<SigningKey> keys,
            String base,
            FormParameters query,
            FormParameters form,
            boolean allowsV2) {
        List<byte[]> v3 = claims(headers.first(V3), headers.first("X-Plivo-Signature-Ma-V3"));
        String v3Nonce = headers.first(V3_NONCE);
        if (!v3.isEmpty() || v3Nonce != null || !allowsV2) {
            return isSigned(v3, keys, signedText(base, query, form) + '.', v3Nonce);
        }
        List<byte[]> v2 = claims(headers.first("X-Plivo-Signature-V2"), headers.first("X-Plivo-Signature-Ma-V2"));
        return isSigned(v2, keys, base, headers.first("X-Plivo-Signature-V2-Nonce"));
    }

    /** The signature of V3 over a form at an address without a query. */
    static String of(SigningKey key, String url, FormParameters form, String nonce) {
        return new String(of(key, signedText(url, FormParameters.NONE, form) + '.' + nonce), StandardCharsets.US_ASCII);
    }

    /** What V3 covers, before the nonce: the address, a query with its usual signs, and a form without any. */
    static String signedText(String base, FormParameters query, FormParameters form) {
        var text = new StringBuilder(512).append(base);
        if (!query.sorted().isEmpty() || !form.sorted().isEmpty()) {
            text.append('?');
        }
        String separator = "";
        for (var parameter : query.sorted()) {
            text.append(separator).append(parameter.name()).append('=').append(parameter.value());
            separator = "&";
        }
        if (!query.sorted().isEmpty() && !form.sorted().isEmpty()) {
            text.append('.');
        }
        form.sorted().forEach(parameter -> text.append(parameter.name()).append(parameter.value()));
        return text.toString();
    }

    private static boolean isSigned(List<byte[]> claims, List<SigningKey> keys, String text, @Nullable String nonce) {
        if (nonce == null || !isNonce(nonce)) {
            return false;
        }
        for (SigningKey key : keys) {
            byte[] expected = of(key, text + nonce);
            for (byte[] claim : claims) {
                if (MessageDigest.isEqual(expected, claim)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] of(SigningKey key, String text) {
        return Base64.getEncoder().encode(key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** While a token is being replaced, a header holds a signature for each, with commas between. */
    private static List<byte[]> claims(@Nullable String... headers) {
        List<byte[]> claims = new ArrayList<>(2);
        for (String header : headers) {
            if (header != null) {
                for (String claim : header.split(",", MOST_SIGNATURES)) {
                    claims.add(claim.strip().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return claims;
    }

    /** Without a full stop, which would leave open where the parameters end and the nonce begins. */
    private static boolean isNonce(String nonce) {
        return InboundText.isMessageId(nonce) && nonce.indexOf('.') < 0;
    }
}
