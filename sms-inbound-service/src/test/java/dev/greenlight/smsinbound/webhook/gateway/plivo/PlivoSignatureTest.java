package dev.greenlight.smsinbound.webhook.gateway.plivo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures that Plivo's own libraries are tested with. */
class PlivoSignatureTest {

    private static final String TOKEN = "Y2Q2ZDgxZmY5YWRiOTI5YmQ1Njg0MTAxZWIyOTc4";
    private static final String URL = "https://plivobin.non-prod.plivops.com/api/v1/validate_signature03.xml";

    private static final String CALL = "Direction=outbound&From=19792014278"
            + "&ALegUUID=3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36&CallStatus=in-progress&BillRate=0.002"
            + "&ParentAuthID=MANWVLYTK4ZWU1YTY4QA"
            + "&To=sip%3APlivoSignature382029104058171078704104%40phone-qa.voice.plivodev.com"
            + "&ALegRequestUUID=3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36"
            + "&CallUUID=3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36&RequestUUID=3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36"
            + "&SIP-H-To=%3Csip%3APlivoSignature382029104058171078704104%4052.9.11.55%3Btransport%3Dudp%3E%3Btag%3D1"
            + "&SessionStart=2020-04-08+11%3A34%3A33.238707&Event=StartApp";

    @ParameterizedTest
    @CsvSource({
        "'/',a=b&c=d,form,k7Pusd4OxCIjR5IfA9iedDNu/h/gbdYqdzG/MiYtd1c=",
        "'/',a=b&c=d,query,UBq8jAtd32wR8EK9VgxbBn4n5rpI/l1H9iN4WfSEHFQ=",
        "'','',form,iAjE5QqI37mbkYe4w3jTMudqEzbDufdqi7sYwTu64e0=",
        "'','',query,i/MQsaQSAd6fiKhOh2qeeeLHZ9faldADSb3/7+Akfbc="
    })
    void signaturesOfVersionThreeAreVerified(String slash, String query, String place, String signature) {
        boolean isForm = place.equals("form");
        String ofQuery = isForm ? query : query + "&" + CALL;

        assertThat(isSigned(TOKEN, URL + slash, ofQuery, isForm ? CALL : "", v3("31627761595286130198", signature)))
                .isTrue();
        assertThat(isSigned(
                        TOKEN,
                        URL + slash,
                        ofQuery + "&x=1",
                        isForm ? CALL : "",
                        v3("31627761595286130198", signature)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://answer.url,ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc=",
        "https://answer.url/,do1CXv+k99A6+B+eTcyqbxWlezFIxJ/1vz72787r37g=",
        "https://answer.url:8000,Gm7Z7AGBmf5JpSHrtUmeofrGyA4xV0ZiV0rH8JPXWGU="
    })
    void signaturesOfVersionTwoAreVerified(String url, String signature) {
        Map<String, String> headers = Map.of("X-Plivo-Signature-V2", signature, "X-Plivo-Signature-V2-Nonce", "12345");

        assertThat(isSigned("my_auth_token", url, "any=thing", CALL, headers)).isTrue();
        assertThat(isSigned("my_auth_tokens", url, "any=thing", CALL, headers)).isFalse();
        assertThat(isSigned("my_auth_token", url + "/x", "any=thing", CALL, headers))
                .isFalse();
    }

    @Test
    void queryAndFormAreToldApart() {
        assertThat(signedText("", "")).isEqualTo("u");
        assertThat(signedText("b=2&a=1", "")).isEqualTo("u?a=1&b=2");
        assertThat(signedText("", "b=2&a=1&a=0")).isEqualTo("u?a0a1b2");
        assertThat(signedText("b=&a", "d=4&c=%20+")).isEqualTo("u?a=&b=.c  d4");
    }

    private static String signedText(String query, String form) {
        return PlivoSignature.signedText("u", parse(query), parse(form));
    }

    private static Map<String, String> v3(String nonce, String signature) {
        return Map.of("X-Plivo-Signature-V3-Nonce", nonce, "X-Plivo-Signature-V3", signature);
    }

    private static boolean isSigned(String token, String base, String query, String form, Map<String, String> headers) {
        return PlivoSignature.isRight(
                headers::get, List.of(SigningKey.hmacSha256(token)), base, parse(query), parse(form), true);
    }

    private static FormParameters parse(String form) {
        return FormParameters.parse(form.getBytes(StandardCharsets.UTF_8), 100).orElseThrow();
    }
}
