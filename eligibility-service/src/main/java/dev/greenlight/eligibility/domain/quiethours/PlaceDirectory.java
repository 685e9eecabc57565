package dev.greenlight.eligibility.domain.quiethours;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where phone numbers and postal addresses can be. An area code says where a number was given out, not where the phone
 * is, so a postal address adds places and takes none away.
 */
public final class PlaceDirectory {

    /** Their mornings are the evenings of the rest: together with them no minute of a day would be left. */
    private static final Set<String> OTHER_SIDE_OF_THE_DATE_LINE = Set.of("US-GU", "US-MP");

    private static final int CODES = 1_000;
    private static final int NUMBER_LENGTH = 12;
    private static final int AREA_LENGTH = 5;

    private final @Nullable Whereabouts[] byAreaCode = new @Nullable Whereabouts[CODES];
    private final @Nullable Whereabouts[] byZipPrefix = new @Nullable Whereabouts[CODES];
    private final Map<String, Whereabouts> byState = new HashMap<>();
    private final Whereabouts anywhere;

    /** From the tables of this service. */
    public PlaceDirectory() {
        this(ReviewedTable.named("area-codes.txt"), ReviewedTable.named("zip-codes.txt"));
    }

    PlaceDirectory(ReviewedTable areaCodes, ReviewedTable zipCodes) {
        areaCodes.rows(3, this::addAreaCodes);
        var all = new LinkedHashSet<Place>();
        byState.forEach((state, where) -> {
            if (!OTHER_SIDE_OF_THE_DATE_LINE.contains(state)) {
                all.addAll(where.places());
            }
        });
        anywhere = new Whereabouts(all);
        zipCodes.rows(2, this::addZipCodes);
    }

    /** Where an address can be about which nothing is known: at every place but the islands beyond the date line. */
    public Whereabouts anywhere() {
        return anywhere;
    }

    /**
     * @param address anywhere for what is no North American number with an area code that we know
     */
    public Whereabouts ofAddress(String address) {
        if (address.length() != NUMBER_LENGTH || !address.startsWith("+1")) {
            return anywhere;
        }
        int areaCode = 0;
        for (int i = 2; i < AREA_LENGTH; i++) {
            int digit = address.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return anywhere;
            }
            areaCode = areaCode * 10 + digit;
        }
        Whereabouts known = byAreaCode[areaCode];
        return known == null ? anywhere : known;
    }

    /**
     * The part of an address that says where it can be. There are a few hundred.
     *
     * @return the country and area code of a North American number; empty for any other address
     */
    public static String areaOf(String address) {
        return address.length() == NUMBER_LENGTH && address.startsWith("+1") ? address.substring(0, AREA_LENGTH) : "";
    }

    /** @param area as {@link #areaOf} says */
    public Whereabouts ofArea(String area) {
        return area.isEmpty() ? anywhere : ofAddress(area + "0".repeat(NUMBER_LENGTH - AREA_LENGTH));
    }

    /**
     * @param state two letters of a state, territory or province in any case
     * @return empty where there is none of this name
     */
    public Optional<Whereabouts> ofState(String state) {
        String letters = state.toUpperCase(Locale.ROOT);
        Whereabouts american = byState.get("US-" + letters);
        return Optional.ofNullable(american == null ? byState.get("CA-" + letters) : american);
    }

    /**
     * @param zip five digits, or nine with or without a hyphen
     * @return anywhere for one that stands for no state; empty for what is no ZIP code
     */
    public Optional<Whereabouts> ofZip(String zip) {
        if (!isZip(zip)) {
            return Optional.empty();
        }
        Whereabouts known = byZipPrefix[code(zip, 0)];
        return Optional.of(known == null ? anywhere : known);
    }

    /** Every state, territory and province there is, as in ISO 3166-2. */
    public Set<String> states() {
        return Set.copyOf(byState.keySet());
    }

    private static boolean isZip(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character != '-' || i != 5) {
                return false;
            }
        }
        return text.length() == 5 ? digits == 5 : digits == 9;
    }

    private static int code(String text, int from) {
        return Integer.parseInt(text, from, from + 3, 10);
    }

    private Whereabouts addAreaCodes(List<String> cells) {
        var places = new ArrayList<Place>();
        for (String state : words(cells.get(0))) {
            for (String zone : words(cells.get(1))) {
                places.add(new Place(state, ZoneId.of(zone)));
            }
        }
        var where = new Whereabouts(places);
        for (Place place : places) {
            byState.merge(place.state(), new Whereabouts(List.of(place)), Whereabouts::and);
        }
        for (String code : words(cells.get(2))) {
            add(byAreaCode, Integer.parseInt(code), where);
        }
        return where;
    }

    private Whereabouts addZipCodes(List<String> cells) {
        Whereabouts where = byState.get(cells.get(0));
        if (where == null) {
            throw new IllegalArgumentException("No area code is in the state");
        }
        for (String range : words(cells.get(1))) {
            int from = code(range, 0);
            int to = range.length() == 3 ? from : code(range, 4);
            for (int prefix = from; prefix <= to; prefix++) {
                add(byZipPrefix, prefix, where);
            }
        }
        return where;
    }

    private static void add(@Nullable Whereabouts[] table, int code, Whereabouts where) {
        Whereabouts known = table[code];
        table[code] = known == null ? where : known.and(where);
    }

    private static List<String> words(String cell) {
        return List.of(cell.split(" +"));
    }
}
