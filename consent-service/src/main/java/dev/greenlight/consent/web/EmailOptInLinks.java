package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptInRequests;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the links by which people answer whether they want marketing email, and reads them. */
public final class EmailOptInLinks {

    private static final String PURPOSE = "greenlight.email-opt-in.1";

    private final @Nullable String publicUrl;
    private final TokenSeal seal;

    /**
     * @param publicUrl by which people reach this service, without a slash at its end; null where none is set
     * @param secrets those of the links to unsubscribe; what is sealed for one purpose does not serve the other
     */
    public EmailOptInLinks(@Nullable String publicUrl, Map<Integer, String> secrets) {
        this.publicUrl = publicUrl;
        seal = new TokenSeal(secrets, PURPOSE);
    }

    /**
     * What a link says.
     *
     * @param address in the form in which two are compared
     * @param askedAt when the request was sent here
     */
    record Sealed(String tenant, String address, String requestId, Instant askedAt) {

        /** Whether no company's request can be open any more. The request itself may have ended earlier. */
        boolean isOver(Instant now) {
            return !now.isBefore(askedAt.plus(OptInRequests.COUNTED_FOR));
        }

        /** Without the address. */
        @Override
        public String toString() {
            return "Sealed[tenant=" + tenant + "]";
        }
    }

    /** Whether all is set that links need. */
    boolean canBeMade() {
        return publicUrl != null && seal.canSeal();
    }

    /** @throws ProblemException where something is not set that links need */
    String linkFor(Sealed content) {
        if (!canBeMade()) {
            throw new ProblemException(Problem.LINKS_NOT_CONFIGURED);
        }
        return publicUrl + "/email-opt-in/"
                + seal.seal(String.join(
                        "\n",
                        content.tenant,
                        content.address,
                        content.requestId,
                        Long.toString(content.askedAt.toEpochMilli())));
    }

    /** What a link says; null where it is none of ours. */
    @Nullable Sealed open(String token) {
        String content = seal.open(token);
        if (content == null) {
            return null;
        }
        String[] said = content.split("\n", -1);
        return new Sealed(said[0], said[1], said[2], Instant.ofEpochMilli(Long.parseLong(said[3])));
    }
}
