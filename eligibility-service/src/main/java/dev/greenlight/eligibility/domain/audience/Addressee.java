package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.PostalAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands on an envelope, and in which language the letter is.
 *
 * @param name of the person or household
 * @param language the BCP 47 tag of the customer's language, where it is known
 */
public record Addressee(
        String name, PostalAddress address, @Nullable String language) {

    /** Tells whether two are the same without keeping either. */
    long fingerprint() {
        String[] fields = {
            name,
            address.street(),
            address.unit(),
            address.city(),
            address.state(),
            address.zip(),
            address.country(),
            language
        };
        // by a character that stands in no field, so that nothing can move from one into the next
        String all = Arrays.stream(fields)
                .map(field -> Objects.requireNonNullElse(field, ""))
                .collect(Collectors.joining("\u0000"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Safe for logs. */
    @Override
    public String toString() {
        return "addressee in " + address.country();
    }
}
