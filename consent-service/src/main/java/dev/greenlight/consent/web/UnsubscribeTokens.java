package dev.greenlight.consent.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Seals what a link to unsubscribe says: whoever has the link alone can neither read it nor make another one. */
public final class UnsubscribeTokens {

    /** None: links of the first release were sealed without one, and have to work for years. */
    private static final String PURPOSE = "";

    private final TokenSeal seal;

    /**
     * @param secrets 32 bytes in hexadecimal each, by the id of the key, from 1 to 255; the first seals, all open
     * @throws IllegalArgumentException where one is something else
     */
    public UnsubscribeTokens(Map<Integer, String> secrets) {
        seal = new TokenSeal(secrets, PURPOSE);
    }

    /**
     * What a token says.
     *
     * @param address in the form in which two are compared
     * @param list that the email belongs to; may be empty
     */
    record Sealed(String tenant, String address, String list) {

        /** Without the address. */
        @Override
        public String toString() {
            return "Sealed[tenant=" + tenant + "]";
        }
    }

    /** Whether there is a key to seal with. */
    boolean canSeal() {
        return seal.canSeal();
    }

    /** @throws IllegalStateException where there is no key */
    String seal(Sealed content) {
        return seal.seal(content.tenant + '\n' + content.address + '\n' + content.list);
    }

    /** What a token says; null where it is none of ours. */
    @Nullable Sealed open(String token) {
        String content = seal.open(token);
        if (content == null) {
            return null;
        }
        String[] said = content.split("\n", -1);
        return new Sealed(said[0], said[1], said[2]);
    }
}
