package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.Whereabouts;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the questions of a request, token by token: a batch is asked for each thousand texts that leave. One that cannot
 * be understood is remembered as such and stops none of the others.
 */
final class CheckRequest {

    static final int MOST_ITEMS = 10_000;

    private static final JsonFactory JSON = new JsonFactory();
    static final Map<String, Audience> AUDIENCES =
            Arrays.stream(Audience.values()).collect(Collectors.toUnmodifiableMap(Audience::code, Function.identity()));

    /** A phone number, a short code, or a name as some countries show it. */
    private static final Pattern TEXT_SENDER =
            Pattern.compile("\\+[1-9][0-9]{6,14}|[1-9][0-9]{2,7}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

    private final JsonParser json;
    private final PlaceDirectory places;

    private CheckRequest(JsonParser json, PlaceDirectory places) {
        this.json = json;
        this.places = places;
    }

    /**
     * @return in the order of the request, at least one and at most {@link #MOST_ITEMS}
     * @throws ProblemException for anything but an object with such items
     */
    static List<CheckItem> parse(byte[] body, PlaceDirectory places) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            List<CheckItem> items = new CheckRequest(json, places).items();
            if (items.isEmpty() || json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw badCheck();
            }
            return items;
        } catch (JacksonException e) {
            throw badCheck();
        }
    }

    private List<CheckItem> items() {
        if (json.nextToken() != JsonToken.START_OBJECT
                || !"items".equals(json.nextName())
                || json.nextToken() != JsonToken.START_ARRAY) {
            throw badCheck();
        }
        var items = new ArrayList<CheckItem>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (items.size() == MOST_ITEMS) {
                throw badCheck();
            }
            if (token == JsonToken.START_OBJECT) {
                items.add(new Fields().read());
            } else {
                json.skipChildren();
                items.add(new CheckItem.Refused("invalid-item"));
            }
        }
        return items;
    }

    private static ProblemException badCheck() {
        return new ProblemException(Problem.BAD_CHECK);
    }

    /** The fields of one item while they are read. */
    private final class Fields {

        private @Nullable String address;
        private @Nullable String audience;
        private @Nullable String sender;
        private @Nullable String customerId;
        private @Nullable String state;
        private @Nullable String zip;
        private boolean unknown;

        CheckItem read() {
            int from = (int) json.currentTokenLocation().getByteOffset();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    set(name, json.getString());
                } else {
                    // a field that is misspelt or of another kind could be the one that narrows the question
                    unknown |= json.currentToken() != JsonToken.VALUE_NULL;
                    json.skipChildren();
                }
            }
            return item(from, (int) json.currentLocation().getByteOffset());
        }

        private void set(String name, String value) {
            switch (name) {
                case "address" -> address = value;
                case "audience" -> audience = value;
                case "sender" -> sender = value;
                case "customerId" -> customerId = value;
                case "state" -> state = value;
                case "zip" -> zip = value;
                default -> unknown = true;
            }
        }

        private CheckItem item(int from, int to) {
            if (unknown) {
                return new CheckItem.Refused("invalid-item");
            }
            if (DirectMail.CODE.equals(audience)) {
                return new CheckItem.Refused("audience-of-customers");
            }
            Audience asked = audience == null ? null : AUDIENCES.get(audience);
            if (asked == null) {
                return new CheckItem.Refused("unknown-audience");
            }
            Optional<String> parsed = address == null ? Optional.empty() : Address.parse(address);
            if (parsed.isEmpty()) {
                return new CheckItem.Refused("bad-address");
            }
            if (sender != null && !isSender(sender)) {
                return new CheckItem.Refused("bad-sender");
            }
            if (customerId != null && !TopicKeys.isCustomerId(customerId)) {
                return new CheckItem.Refused("bad-customer");
            }
            Whereabouts where = whereabouts(parsed.get());
            return where == null
                    ? new CheckItem.Refused("bad-place")
                    : new CheckItem.Question(parsed.get(), asked, customerId, where, from, to);
        }

        /** By the address and by what is said beside it; null where that is no place. */
        private @Nullable Whereabouts whereabouts(String parsed) {
            Whereabouts where = places.ofAddress(parsed);
            if (state != null) {
                Optional<Whereabouts> said = places.ofState(state);
                if (said.isEmpty()) {
                    return null;
                }
                where = where.and(said.get());
            }
            if (zip != null) {
                Optional<Whereabouts> said = places.ofZip(zip);
                if (said.isEmpty()) {
                    return null;
                }
                where = where.and(said.get());
            }
            return where;
        }

        private static boolean isSender(String text) {
            return TEXT_SENDER.matcher(text).matches() || Address.parse(text).isPresent();
        }
    }
}
