package dev.greenlight.consent.config;

import dev.greenlight.consent.web.ClientAddresses;
import dev.greenlight.consent.web.FormAddress;
import dev.greenlight.consent.web.OptInFormOrigins;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;

/** What the public forms need: which pages they stand on, and who comes through which proxy. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OptInFormProperties.class)
class OptInFormConfiguration {

    @Bean
    FormAddress formAddress(OptInFormProperties properties) {
        return new FormAddress(properties.publicUrl());
    }

    @Bean
    ClientAddresses clientAddresses(OptInFormProperties properties) {
        return new ClientAddresses(properties.trustedProxies());
    }

    /**
     * Before the security filters: a preflight carries no credentials.
     *
     * @param origins asked for with the first request: filters are made before the lanes, which know the forms
     */
    @Bean
    FilterRegistrationBean<CorsFilter> formOrigins(ObjectProvider<OptInFormOrigins> origins) {
        var registration = new FilterRegistrationBean<>(
                new CorsFilter(request -> origins.getObject().getCorsConfiguration(request)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }
}
