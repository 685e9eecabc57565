package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.web.ImportRows.ReadableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the columns of a CSV list are, and the objects that its rows stand for. An empty cell is a field that is left
 * out. Names of columns are those of the fields; case and surrounding space do not matter.
 */
final class CsvColumns {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String TAGS = "tags";
    private static final String VALUE = "value";
    private static final Set<String> TEXTS = Set.of("customerId", "name", "customerType", "language", "portalLink");
    private static final Set<String> FLAGS =
            Set.of("active", "doNotMail", "doNotService", "doNotSendPromotionalEmails");
    private static final Set<String> ADDRESS = Set.of("street", "unit", "city", "state", "zip", "country");
    private static final Set<String> METHOD_FLAGS = Set.of("marketingUpdates", "jobNotifications");

    /** What a list may say about the consent of an address: the field of the row, and the texts of each. */
    private static final Map<String, Set<String>> SAYINGS =
            Map.of("optIn", Set.of("evidence", "disclosure"), "optOut", Set.of("evidence", "receivedAt", "scope"));

    private static final Map<String, String> PLAIN_NAMES = byLowerCase(Stream.of(
                    TEXTS.stream(),
                    FLAGS.stream(),
                    Stream.of(TAGS),
                    ADDRESS.stream().map(part -> "address." + part))
            .flatMap(Function.identity()));
    private static final Map<String, String> METHOD_FIELDS = byLowerCase(
            Stream.concat(METHOD_FLAGS.stream(), SAYINGS.keySet().stream().flatMap(CsvColumns::fieldsOf)));

    /** A contact method, which of its kind, and what of it: {@code mobile}, {@code email.2.marketingUpdates}. */
    private static final Pattern METHOD =
            Pattern.compile("(mobile|landline|email)(\\.[2-9]|\\.[1-4]\\d|\\.50)?(\\..+)?");

    private final int count;
    private final Map<String, Integer> plain = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> methods = new LinkedHashMap<>();

    private CsvColumns(int count) {
        this.count = count;
    }

    /** @throws ProblemException with every column that is none */
    static CsvColumns of(List<String> names) {
        var columns = new CsvColumns(names.size());
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = i == 0 && names.get(i).startsWith(BYTE_ORDER_MARK)
                    ? names.get(i).substring(1)
                    : names.get(i);
            // a list without names has a customer in its first row: nothing of it is repeated
            if (!columns.add(name.strip().toLowerCase(Locale.ROOT), i)) {
                errors.add(new FieldError("column " + (i + 1), "must be the name of a field, once"));
            }
        }
        columns.checkNeeded(errors);
        if (!errors.isEmpty()) {
            throw ProblemException.of(errors);
        }
        return columns;
    }

    int count() {
        return count;
    }

    /** @param cells as many as there are columns */
    ReadableRow row(long number, List<String> cells) {
        ObjectNode row = JSON.objectNode();
        plain.forEach((name, column) -> putPlain(row, name, cells.get(column).strip()));
        Map<String, String> places = new HashMap<>();
        methods.forEach((method, columns) -> putMethod(row, method, columns, cells, places));
        return new ReadableRow(number, row, error -> {
            String column = places.getOrDefault(error.field(), error.field());
            return new FieldError(column, error.rule());
        });
    }

    private boolean add(String name, int column) {
        String plainName = PLAIN_NAMES.get(name);
        if (plainName != null) {
            return plain.putIfAbsent(plainName, column) == null;
        }
        Matcher method = METHOD.matcher(name);
        if (!method.matches()) {
            return false;
        }
        String which = method.group(1) + (method.group(2) == null ? "" : method.group(2));
        String field = method.group(3) == null
                ? VALUE
                : METHOD_FIELDS.get(method.group(3).substring(1));
        boolean isNone =
                field == null || (field.startsWith("optIn.") && method.group(1).equals("landline"));
        return !isNone
                && methods.computeIfAbsent(which, none -> new LinkedHashMap<>()).putIfAbsent(field, column) == null;
    }

    private void checkNeeded(List<FieldError> errors) {
        for (String needed : List.of("customerId", "name")) {
            if (!plain.containsKey(needed)) {
                errors.add(new FieldError(needed, "must be a column"));
            }
        }
        methods.forEach((method, columns) -> {
            if (!columns.containsKey(VALUE)) {
                errors.add(new FieldError(method, "must be a column"));
            }
        });
        if (methods.size() > Customer.MOST_CONTACT_METHODS) {
            errors.add(new FieldError("contactMethods", "must be at most " + Customer.MOST_CONTACT_METHODS));
        }
    }

    private static void putPlain(ObjectNode row, String name, String cell) {
        if (cell.isEmpty()) {
            return;
        }
        if (TEXTS.contains(name)) {
            row.put(name, cell);
        } else if (FLAGS.contains(name)) {
            putFlag(row, name, cell);
        } else if (name.equals(TAGS)) {
            ArrayNode tags = row.putArray(TAGS);
            Stream.of(cell.split(";", -1))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .forEach(tags::add);
        } else {
            row.withObjectProperty("address").put(name.substring(name.indexOf('.') + 1), cell);
        }
    }

    /** A method without a number or an address is none, whatever its flags say: exports fill them in everywhere. */
    private static void putMethod(
            ObjectNode row,
            String method,
            Map<String, Integer> columns,
            List<String> cells,
            Map<String, String> places) {
        Function<String, @Nullable String> cell = field -> {
            Integer column = columns.get(field);
            String text = column == null ? "" : cells.get(column).strip();
            return text.isEmpty() ? null : text;
        };
        String value = cell.apply(VALUE);
        if (value != null) {
            ArrayNode into = row.withArrayProperty("contactMethods");
            String place = "contactMethods[" + into.size() + "].";
            ObjectNode added = into.addObject();
            int dot = method.indexOf('.');
            added.put("type", dot < 0 ? method : method.substring(0, dot)).put(VALUE, value);
            places.put(place + VALUE, method);
            for (String flag : METHOD_FLAGS) {
                String said = cell.apply(flag);
                if (said != null) {
                    putFlag(added, flag, said);
                    places.put(place + flag, method + "." + flag);
                }
            }
        }
        SAYINGS.forEach((saying, texts) -> {
            if (texts.stream().anyMatch(text -> cell.apply(saying + "." + text) != null)) {
                String list = saying + "s";
                ArrayNode into = row.withArrayProperty(list);
                String place = list + "[" + into.size() + "].";
                // an email address has opt-ins of its own; an opt-out of one is refused as no number
                String whose = method.startsWith("email") && saying.equals("optIn") ? "email" : "number";
                ObjectNode said = into.addObject().put(whose, value);
                places.put(place + whose, method);
                for (String text : texts) {
                    said.put(text, cell.apply(saying + "." + text));
                    places.put(place + text, method + "." + saying + "." + text);
                }
            }
        });
    }

    private static Stream<String> fieldsOf(String saying) {
        return SAYINGS.getOrDefault(saying, Set.of()).stream().map(text -> saying + "." + text);
    }

    /** What is neither stays a text, and is refused as one. */
    private static void putFlag(ObjectNode into, String name, String cell) {
        switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1" -> into.put(name, true);
            case "false", "no", "n", "0" -> into.put(name, false);
            default -> into.put(name, cell);
        }
    }

    private static Map<String, String> byLowerCase(Stream<String> names) {
        return names.collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));
    }
}
