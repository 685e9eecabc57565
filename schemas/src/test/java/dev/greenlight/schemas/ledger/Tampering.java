package dev.greenlight.schemas.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Does one thing to an export that must be found. */
enum Tampering {
    DROP {
        @Override
        void apply(List<JsonNode> lines, Random random) {
            lines.remove(random.nextInt(lines.size()));
        }
    },
    REPEAT {
        @Override
        void apply(List<JsonNode> lines, Random random) {
            lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
        }
    },
    REORDER {
        @Override
        void apply(List<JsonNode> lines, Random random) {
            JsonNode moved = lines.remove(random.nextInt(lines.size()));
            lines.add(random.nextInt(lines.size() + 1), moved);
        }
    },
    CUT_OFF {
        @Override
        void apply(List<JsonNode> lines, Random random) {
            int left = random.nextInt(lines.size());
            lines.subList(left, lines.size()).clear();
        }
    },
    CHANGE {
        @Override
        void apply(List<JsonNode> lines, Random random) {
            List<Runnable> changes = new ArrayList<>();
            collect(lines.get(random.nextInt(lines.size())), changes);
            changes.get(random.nextInt(changes.size())).run();
        }
    };

    /** @param lines a deep copy */
    abstract void apply(List<JsonNode> lines, Random random);

    /** One change for each value of the line: another value, none, and one more. */
    private static void collect(JsonNode line, List<Runnable> changes) {
        if (line instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                JsonNode value = field.getValue();
                collect(value, changes);
                if (value.isTextual()) {
                    changes.add(() -> object.put(field.getKey(), other(value.textValue())));
                } else if (value.isNumber()) {
                    changes.add(() -> object.put(field.getKey(), value.longValue() + 1));
                }
                if (!value.isNull()) {
                    changes.add(() -> object.putNull(field.getKey()));
                }
            }
            changes.add(() -> object.put("slippedIn", "anything"));
        } else if (line instanceof ArrayNode array) {
            changes.add(() -> array.add("ONE_MORE"));
            changes.add(() -> array.remove(0));
        }
    }

    /** Of the same length, so that a hash stays a hash. */
    private static String other(String text) {
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0');
    }
}
