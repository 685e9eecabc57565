package dev.greenlight.consent.web;

import dev.greenlight.schemas.topic.TopicKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Another tenant's data is not there: nobody learns from an answer which tenants there are. */
public final class TenantGate implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean belongs = authentication != null
                && authentication.getPrincipal() instanceof Caller caller
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("tenant") instanceof String tenant
                && TopicKeys.isTenant(tenant)
                && caller.belongsTo(tenant);
        if (!belongs) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        return true;
    }
}
