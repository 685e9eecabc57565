package dev.greenlight.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where a page sends a form to. */
public final class FormAddress {

    private final @Nullable String publicUrl;

    /** @param publicUrl by which browsers reach this service, without a slash at its end; null for each request's own */
    public FormAddress(@Nullable String publicUrl) {
        this.publicUrl = publicUrl;
    }

    String of(HttpServletRequest request, String tenant, String formId) {
        String base = publicUrl != null
                ? publicUrl
                : ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return base + "/v1/tenants/" + tenant + "/opt-in-forms/" + formId + "/submissions";
    }
}
