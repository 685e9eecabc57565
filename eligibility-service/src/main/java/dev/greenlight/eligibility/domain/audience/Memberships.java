package dev.greenlight.eligibility.domain.audience;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audiences in which an address is published, for each of its holders. */
public record Memberships(List<Membership> all) {

    public static final Memberships NONE = new Memberships(List.of());

    public Memberships {
        all = List.copyOf(all);
    }

    public @Nullable Membership of(String customerId, Audience audience) {
        for (Membership membership : all) {
            if (membership.audience() == audience && membership.customerId().equals(customerId)) {
                return membership;
            }
        }
        return null;
    }

    Memberships plus(Membership joined) {
        var result = new ArrayList<>(all);
        result.add(joined);
        return new Memberships(result);
    }

    Memberships minus(Membership left) {
        var result = new ArrayList<>(all);
        result.remove(left);
        return new Memberships(result);
    }
}
