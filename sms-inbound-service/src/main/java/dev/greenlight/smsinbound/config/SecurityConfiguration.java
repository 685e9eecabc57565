package dev.greenlight.smsinbound.config;

import dev.greenlight.smsinbound.webhook.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks prove themselves by their signatures and health is open; metrics are the administrator's. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    /** No filter at all: gateways prove themselves by their signatures, and a text should not pay for more. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain webhooks() {
        return new DefaultSecurityFilterChain(
                PathPatternRequestMatcher.withDefaults().matcher("/webhooks/**"));
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, SecurityProperties properties, ObjectProvider<JwtDecoder> issuer, JsonMapper json)
            throws Exception {
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole("ADMIN")
                        .anyRequest() // there is nothing else, and everybody may hear that
                        .permitAll())
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint((request, response, exception) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            write(Problem.UNAUTHORIZED, response, json);
                        })
                        .accessDeniedHandler(
                                (request, response, exception) -> write(Problem.FORBIDDEN, response, json)));
        if (issuer.getIfAvailable() == null) {
            http.addFilterBefore(new ApiKeyFilter(properties.apiKeys()), AnonymousAuthenticationFilter.class);
        } else {
            http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(rolesOfClaim()))
                    .authenticationEntryPoint((request, response, exception) -> {
                        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                        write(Problem.UNAUTHORIZED, response, json);
                    }));
        }
        return http.build();
    }

    private static JwtAuthenticationConverter rolesOfClaim() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(SecurityConfiguration::authorities);
        return converter;
    }

    private static Collection<GrantedAuthority> authorities(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        return AuthorityUtils.createAuthorityList((roles == null ? List.<String>of() : roles)
                .stream().map(role -> "ROLE_" + role.toUpperCase(Locale.ROOT)).toList());
    }

    private static void write(Problem problem, HttpServletResponse response, JsonMapper json) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem.body()));
    }
}
