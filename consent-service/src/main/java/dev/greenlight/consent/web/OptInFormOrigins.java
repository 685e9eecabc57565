package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.OptInForm;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** Which pages may post to a form: those of the origins that the company named, letter by letter. */
@Component
public final class OptInFormOrigins implements CorsConfigurationSource {

    static final String RULE =
            "must be origins in lower case, such as https://www.example.com, without a path; http for localhost only";

    private static final Pattern PATH = Pattern.compile("/v1/tenants/([^/;]+)/opt-in-forms/([^/;]+)/submissions");
    private static final int LONGEST = 200;
    private static final Duration PREFLIGHT_HOLDS = Duration.ofMinutes(10);

    private final OptInForms forms;

    public OptInFormOrigins(OptInForms forms) {
        this.forms = forms;
    }

    static boolean isOrigin(String text) {
        if (text.length() > LONGEST || !text.equals(text.toLowerCase(Locale.ROOT))) {
            return false;
        }
        try {
            var origin = new URI(text);
            String host = origin.getHost();
            boolean secure = "https".equals(origin.getScheme()) && origin.getPort() != 443;
            boolean local = "http".equals(origin.getScheme()) && "localhost".equals(host) && origin.getPort() != 80;
            String port = origin.getPort() < 0 ? "" : ":" + origin.getPort();
            return host != null && (secure || local) && text.equals(origin.getScheme() + "://" + host + port);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The origin of a page, or null where it has none. */
    static @Nullable String ofPage(String page) {
        try {
            var url = new URI(page);
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            return url.getHost() == null || url.getScheme() == null
                    ? null
                    : (url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Null for everything that is not the address of a form: no other page is let in anywhere. */
    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        if (!path.matches()) {
            return null;
        }
        OptInForm form;
        try {
            form = forms.find(path.group(1), path.group(2));
        } catch (ProblemException e) {
            // the answer itself says that nobody can tell right now
            return null;
        }
        if (form == null) {
            return null;
        }
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(form.allowedOrigins());
        allowed.setAllowedMethods(List.of(HttpMethod.POST.name()));
        allowed.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT));
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(PREFLIGHT_HOLDS);
        return allowed;
    }
}
