package dev.greenlight.consent.web;

import dev.greenlight.consent.web.UnsubscribeTokens.Sealed;
import org.jspecify.annotations.Nullable;

/** Makes the links by which people unsubscribe. */
public final class UnsubscribeLinks {

    private final @Nullable String publicUrl;
    private final UnsubscribeTokens tokens;

    /** @param publicUrl by which people reach this service, without a slash at its end; null where none is set */
    public UnsubscribeLinks(@Nullable String publicUrl, UnsubscribeTokens tokens) {
        this.publicUrl = publicUrl;
        this.tokens = tokens;
    }

    /** Whether everything is set that links need. */
    public boolean canBeMade() {
        return publicUrl != null && tokens.canSeal();
    }

    /**
     * @param address in the form in which two are compared
     * @param list that the email belongs to; may be empty
     */
    String linkFor(String tenant, String address, String list) {
        return publicUrl + "/unsubscribe/" + tokens.seal(new Sealed(tenant, address, list));
    }

    /** What a link says; null where it is none of ours. */
    @Nullable Sealed open(String token) {
        return tokens.open(token);
    }
}
