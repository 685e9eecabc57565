package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.web.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Health is open, metrics are the administrator's, the rest asks for a role; companies are told apart in the web. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, SecurityProperties properties, ObjectProvider<JwtDecoder> issuer, JsonMapper json)
            throws Exception {
        AuthenticationEntryPoint unknownCaller = (request, response, exception) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            write(Problem.UNAUTHORIZED, response, json);
        };
        AccessDeniedHandler refused = (request, response, exception) -> write(Problem.FORBIDDEN, response, json);
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Authorities.ADMIN)
                        .requestMatchers("/v1/tenants/*/phone-numbers")
                        .hasAnyRole(Authorities.OFFICE, Authorities.ADMIN)
                        .requestMatchers(
                                "/v1/tenants/*/estimates/*",
                                "/v1/tenants/*/estimates:bulk",
                                "/v1/tenants/*/jobs/*",
                                "/v1/tenants/*/jobs:bulk")
                        .hasAnyRole(Authorities.OFFICE, Authorities.ADMIN)
                        .requestMatchers("/v1/**")
                        .hasAnyRole(Authorities.OFFICE, Authorities.CAMPAIGN, Authorities.ADMIN)
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unknownCaller).accessDeniedHandler(refused));
        if (issuer.getIfAvailable() == null) {
            http.addFilterBefore(new ApiKeyFilter(properties.apiKeys()), AnonymousAuthenticationFilter.class);
        } else {
            var converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(Authorities::of);
            http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(converter))
                    .authenticationEntryPoint(unknownCaller)
                    .accessDeniedHandler(refused));
        }
        return http.build();
    }

    private static void write(Problem problem, HttpServletResponse response, JsonMapper json) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem.body()));
    }
}
