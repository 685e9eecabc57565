package dev.greenlight.smsinbound.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which company receives texts on which numbers. */
public final class Tenants {

    private final Map<String, Set<String>> numbersByTenant = new HashMap<>();

    /**
     * @param numbersByTenant numbers in E.164 form, or short codes of three to eight digits
     * @throws IllegalArgumentException for anything else, and for a number that two companies claim
     */
    public Tenants(Map<String, ? extends Set<String>> numbersByTenant) {
        Map<String, String> owners = new HashMap<>();
        numbersByTenant.forEach((tenant, numbers) -> {
            numbers.forEach(number -> {
                if (PhoneNumber.parse(number).isEmpty() && !isShortCode(number)) {
                    throw new IllegalArgumentException(
                            "Tenant " + tenant + " has a number that is neither E.164 nor a short code");
                }
                String other = owners.put(number, tenant);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "Tenants " + other + " and " + tenant + " claim the same number");
                }
            });
            this.numbersByTenant.put(tenant, Set.copyOf(numbers));
        });
    }

    public boolean has(String tenant) {
        return numbersByTenant.containsKey(tenant);
    }

    public boolean owns(String tenant, String number) {
        return numbersByTenant.getOrDefault(tenant, Set.of()).contains(number);
    }

    /**
     * The company's number that a gateway means; empty where it is none of the company's. A short code of seven or eight
     * digits looks like a number whose plus sign was left out, and {@link PhoneNumber#withPlus} has given it one.
     */
    public Optional<String> ownNumber(String tenant, String named) {
        if (owns(tenant, named)) {
            return Optional.of(named);
        }
        return named.startsWith("+") && owns(tenant, named.substring(1))
                ? Optional.of(named.substring(1))
                : Optional.empty();
    }

    private static boolean isShortCode(String number) {
        return number.length() >= 3
                && number.length() <= 8
                && number.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
