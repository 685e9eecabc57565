package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.customer.PostalAddress;
import dev.greenlight.consent.stored.StoredPostalAddress;
import org.jspecify.annotations.Nullable;

/** Postal addresses, to the store and to events and back; null for a customer whose address is not known. */
final class PostalAddressMapper {

    private PostalAddressMapper() {}

    static @Nullable PostalAddress fromStored(@Nullable StoredPostalAddress stored) {
        return stored == null
                ? null
                : new PostalAddress(
                        stored.getStreet(),
                        stored.getUnit(),
                        stored.getCity(),
                        stored.getState(),
                        stored.getZip(),
                        stored.getCountry());
    }

    static @Nullable StoredPostalAddress toStored(@Nullable PostalAddress address) {
        return address == null
                ? null
                : new StoredPostalAddress(
                        address.street(),
                        address.unit(),
                        address.city(),
                        address.state(),
                        address.zip(),
                        address.country());
    }

    static dev.greenlight.schemas.consent.@Nullable PostalAddress toEvent(@Nullable PostalAddress address) {
        return address == null
                ? null
                : new dev.greenlight.schemas.consent.PostalAddress(
                        address.street(),
                        address.unit(),
                        address.city(),
                        address.state(),
                        address.zip(),
                        address.country());
    }
}
