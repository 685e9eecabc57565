package dev.greenlight.eligibility.domain.quiethours;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All the places where an address can be. A class and no record: it is looked up for each text, by a known hash. */
public final class Whereabouts {

    private final Set<Place> places;
    private final int hash;

    /**
     * @throws IllegalArgumentException without a place: what is nowhere could be sent anything
     */
    public Whereabouts(Collection<Place> places) {
        if (places.isEmpty()) {
            throw new IllegalArgumentException("Whereabouts are at least one place");
        }
        this.places = Set.copyOf(places);
        this.hash = this.places.hashCode();
    }

    public Set<Place> places() {
        return places;
    }

    /** It can be at the places of either. */
    public Whereabouts and(Whereabouts others) {
        if (places.containsAll(others.places)) {
            return this;
        }
        var all = new LinkedHashSet<>(places);
        all.addAll(others.places);
        return new Whereabouts(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Whereabouts that && hash == that.hash && places.equals(that.places);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return places.toString();
    }
}
