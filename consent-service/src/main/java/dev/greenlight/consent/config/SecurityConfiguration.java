package dev.greenlight.consent.config;

import dev.greenlight.consent.web.Caller;
import dev.greenlight.consent.web.Problem;
import dev.greenlight.consent.web.TenantGate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Who may ask for what: keys of our own, or the tokens of an issuer where one is configured. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String SUBMISSIONS = "/v1/tenants/*/opt-in-forms/*/submissions";
    private static final String LINKS = "/v1/tenants/*/email-suppressions:links";

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, ConsentServiceProperties service, ObjectProvider<JwtDecoder> issuer, JsonMapper json)
            throws Exception {
        AuthenticationEntryPoint unauthorized = (request, response, exception) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            write(Problem.UNAUTHORIZED, response, json);
        };
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Roles.ADMIN)
                        // people on companies' web sites
                        .requestMatchers(HttpMethod.POST, SUBMISSIONS)
                        .permitAll()
                        // people who follow the link of an email, and their mail programs
                        .requestMatchers("/unsubscribe/*", "/email-opt-in/*")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, LINKS)
                        .hasAnyRole(Roles.OFFICE, Roles.CAMPAIGN, Roles.ADMIN)
                        // what is erased does not come back
                        .requestMatchers(HttpMethod.POST, "/v1/tenants/*/erasures")
                        .hasRole(Roles.ADMIN)
                        .requestMatchers(HttpMethod.GET, "/v1/tenants/*/consents/**")
                        .hasAnyRole(Roles.OFFICE, Roles.CAMPAIGN, Roles.ADMIN)
                        .requestMatchers("/v1/tenants/**")
                        .hasAnyRole(Roles.OFFICE, Roles.ADMIN)
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler(
                                (request, response, exception) -> write(Problem.FORBIDDEN, response, json)));
        if (issuer.getIfAvailable() == null) {
            http.addFilterBefore(new ApiKeyFilter(service.security().apiKeys()), AnonymousAuthenticationFilter.class);
        } else {
            http.oauth2ResourceServer(
                    server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(SecurityConfiguration::authenticated))
                            .authenticationEntryPoint(unauthorized));
        }
        return http.build();
    }

    @Bean
    WebMvcConfigurer tenantGate() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new TenantGate())
                        .addPathPatterns("/v1/tenants/**")
                        .excludePathPatterns(SUBMISSIONS);
            }
        };
    }

    private static AbstractAuthenticationToken authenticated(Jwt token) {
        Collection<GrantedAuthority> authorities = Roles.authorities(token.getClaimAsStringList("roles"));
        var caller = new Caller(String.valueOf(token.getSubject()), token.getClaimAsString("tenant"));
        return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
    }

    private static void write(Problem problem, HttpServletResponse response, JsonMapper json) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem.body()));
    }
}
