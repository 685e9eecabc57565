package dev.greenlight.consent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.web.Caller;
import dev.greenlight.consent.web.TenantGate;
import dev.greenlight.schemas.security.TokenIssuer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Where an issuer is configured, its tokens open the door and keys do not. */
class IssuedTokenTest {

    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The hash of "key", which would open the door if there were no issuer. */
    private static final String HASH_OF_KEY = "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683";

    private static @Nullable ServletWebServerApplicationContext context;

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(OneAddress.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.url(),
                        "greenlight.security.api-keys[0].name=key",
                        "greenlight.security.api-keys[0].sha256=" + HASH_OF_KEY,
                        "greenlight.security.api-keys[0].tenant=acme",
                        "greenlight.security.api-keys[0].roles=office",
                        "greenlight.state-dir=none",
                        "greenlight.instance-id=one",
                        "greenlight.advertised-address=localhost:1")
                .run();
    }

    @AfterAll
    static void stop() {
        if (context != null) {
            context.close();
        }
        ISSUER.close();
    }

    @Test
    void tokenOpensWhatItsClaimsSay() throws Exception {
        assertThat(get(ISSUER.token("ann", "acme", "office")).body()).isEqualTo("ann");
        assertThat(get(ISSUER.token("root", "*", "admin")).body()).isEqualTo("root");
    }

    @Test
    void anotherTenantIsNotThere() throws Exception {
        assertThat(get(ISSUER.token("ann", "other", "office")).statusCode()).isEqualTo(404);
    }

    @Test
    void tokenWithoutARoleIsNotEnough() throws Exception {
        assertThat(get(ISSUER.token("ann", "acme")).statusCode()).isEqualTo(403);
    }

    @Test
    void whatTheIssuerDidNotSignOrNoLongerVouchesForIsRefused() throws Exception {
        String token = ISSUER.token("ann", "acme", "office");
        String another = ISSUER.token("eve", "acme", "office");
        String forged = another.substring(0, another.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));

        assertThat(get(forged).statusCode()).isEqualTo(401);
        assertThat(get(ISSUER.unsignedToken("ann", "acme", "office")).statusCode())
                .isEqualTo(401);
        assertThat(get(ISSUER.expiredToken("ann", "acme", "office")).statusCode())
                .isEqualTo(401);
        assertThat(get(ISSUER.tokenOfAnother("ann", "acme", "office")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void keysAreNotTakenAnyMore() throws Exception {
        assertThat(get("key").statusCode()).isEqualTo(401);
    }

    @Test
    void onlyAFilledInFormNeedsNoTokenAndArrivesWhole() throws Exception {
        HttpResponse<String> taken = send("POST", "/v1/tenants/acme/opt-in-forms/f/submissions");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo("phone=1&access_token=2");

        assertThat(send("GET", "/v1/tenants/acme/opt-in-forms/f/submissions").statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/v1/tenants/acme/opt-in-forms/f/snippet").statusCode())
                .isEqualTo(401);
        assertThat(send("POST", "/v1/tenants/acme/opt-in-forms/f/submissions/x").statusCode())
                .isEqualTo(401);
        assertThat(send("POST", "/v1/tenants/acme/settings").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var server = Objects.requireNonNull(Objects.requireNonNull(context).getWebServer());
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path))
                .method(method, BodyPublishers.ofString("phone=1&access_token=2"))
                .header("Content-Type", "application/x-www-form-urlencoded");
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String bearer) throws IOException, InterruptedException {
        var server = Objects.requireNonNull(Objects.requireNonNull(context).getWebServer());
        URI settings = URI.create("http://localhost:" + server.getPort() + "/v1/tenants/acme/settings");
        var request = HttpRequest.newBuilder(settings).header("Authorization", "Bearer " + bearer);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** The door as it is, and behind it the name of who came in. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableConfigurationProperties(ConsentServiceProperties.class)
    @Import({SecurityConfiguration.class, Address.class})
    @ComponentScan(
            basePackageClasses = TenantGate.class,
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = RestControllerAdvice.class))
    static class OneAddress {}

    @RestController
    static class Address {

        @GetMapping("/v1/tenants/{tenant}/settings")
        String name(@AuthenticationPrincipal Caller caller) {
            return caller.name();
        }

        @PostMapping("/v1/tenants/{tenant}/opt-in-forms/{formId}/submissions")
        String form(HttpServletRequest request) throws IOException {
            return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
