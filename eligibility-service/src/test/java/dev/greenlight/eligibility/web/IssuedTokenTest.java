package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.security.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where an issuer is configured, its tokens open the door and keys do not. */
class IssuedTokenTest {

    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String CHECK = "eligibility:check";
    private static final String LIST = "phone-numbers";

    /** The hash of "key", which would open the door if there were no issuer. */
    private static final String HASH_OF_KEY = "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683";

    private static @Nullable ServletWebServerApplicationContext context;

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(TwoAddresses.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.url(),
                        "greenlight.security.api-keys[0].name=key",
                        "greenlight.security.api-keys[0].sha256=" + HASH_OF_KEY,
                        "greenlight.security.api-keys[0].tenant=acme",
                        "greenlight.security.api-keys[0].roles=office")
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
    void tokenOpensWhatItsRolesSay() throws Exception {
        assertThat(get(LIST, ISSUER.token("ann", "acme", "office"))).isEqualTo(200);
        assertThat(get(CHECK, ISSUER.token("engine", "acme", "campaign"))).isEqualTo(200);
        assertThat(get(LIST, ISSUER.token("engine", "acme", "campaign"))).isEqualTo(403);
        assertThat(get(LIST, ISSUER.token("root", "*", "admin"))).isEqualTo(200);
        assertThat(get(CHECK, ISSUER.token("ann", "acme"))).isEqualTo(403);
    }

    @Test
    void anotherTenantIsNotThere() throws Exception {
        assertThat(get(CHECK, ISSUER.token("ann", "other", "office"))).isEqualTo(404);
    }

    @Test
    void whatTheIssuerDidNotSignOrNoLongerVouchesForIsRefused() throws Exception {
        String token = ISSUER.token("ann", "acme", "office");
        String another = ISSUER.token("eve", "acme", "office");
        String forged = another.substring(0, another.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));

        assertThat(get(CHECK, forged)).isEqualTo(401);
        assertThat(get(CHECK, ISSUER.unsignedToken("ann", "acme", "office"))).isEqualTo(401);
        assertThat(get(CHECK, ISSUER.expiredToken("ann", "acme", "office"))).isEqualTo(401);
        assertThat(get(CHECK, ISSUER.tokenOfAnother("ann", "acme", "office"))).isEqualTo(401);
    }

    @Test
    void keysAreNotTakenAnyMore() throws Exception {
        assertThat(get(CHECK, "key")).isEqualTo(401);
    }

    private static int get(String path, String bearer) throws IOException, InterruptedException {
        var server = Objects.requireNonNull(Objects.requireNonNull(context).getWebServer());
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.getPort() + "/v1/tenants/acme/" + path))
                .header("Authorization", "Bearer " + bearer);
        return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** The door as it is, and behind it nothing but the company's own. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ProblemAdvice.class, Addresses.class})
    @ComponentScan(
            basePackages = "dev.greenlight.eligibility.config",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.SecurityConfiguration"))
    static class TwoAddresses {}

    @RestController
    static class Addresses {

        @GetMapping({"/v1/tenants/{tenant}/" + CHECK, "/v1/tenants/{tenant}/" + LIST})
        void open(@PathVariable String tenant, Authentication caller) {
            TenantAccess.require(caller, tenant);
        }
    }
}
