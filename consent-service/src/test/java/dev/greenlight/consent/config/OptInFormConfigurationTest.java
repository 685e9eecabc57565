package dev.greenlight.consent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.consent.web.ClientAddresses;
import dev.greenlight.consent.web.FormAddress;
import dev.greenlight.consent.web.OptInFormOrigins;
import dev.greenlight.consent.web.OptInForms;
import jakarta.servlet.FilterChain;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OptInFormConfigurationTest {

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(OptInFormConfiguration.class);

    @Test
    void nothingHasToBeConfigured() {
        service.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(FormAddress.class)
                .hasSingleBean(ClientAddresses.class));
    }

    @Test
    void proxyThatIsNoAddressKeepsTheServiceFromStarting() {
        service.withPropertyValues("greenlight.opt-in-forms.trusted-proxies=10.0.0.0/8,10.0.0.0/99")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void pagesOfOthersAreNotLetInWhereThereIsNoForm() {
        service.withBean(StateQueries.class, () -> mock(StateQueries.class))
                .withBean(OptInForms.class)
                .withBean(OptInFormOrigins.class)
                .run(context -> {
                    var request = new MockHttpServletRequest("GET", "/v1/tenants/acme/settings");
                    request.addHeader("Origin", "https://www.acme.example");
                    var response = new MockHttpServletResponse();
                    FilterChain chain = mock();
                    Objects.requireNonNull(context.getBean(FilterRegistrationBean.class)
                                    .getFilter())
                            .doFilter(request, response, chain);

                    verify(chain).doFilter(any(), any());
                    assertThat(response.getHeader("Access-Control-Allow-Origin"))
                            .isNull();
                });
    }
}
