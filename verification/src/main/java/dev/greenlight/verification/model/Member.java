package dev.greenlight.verification.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One contact method that belongs in an audience.
 *
 * @param grantedBy event ids of the texts any of which may be named as its consent
 */
public record Member(
        String tenant,
        String customerId,
        String contactMethodId,
        String address,
        @Nullable String language,
        Set<String> grantedBy) {}
