package dev.greenlight.smsinbound.webhook.gateway.aws;

import dev.greenlight.smsinbound.webhook.JsonFields;
import java.util.List;
import java.util.Optional;

/**
 * The envelope that SNS puts around what was published.
 *
 * @param fields whose signature is in the envelope itself, which therefore is read before it is verified
 */
record SnsMessage(Type type, JsonFields fields) {

    /** What SNS wants of us. */
    enum Type {
        NOTIFICATION("Notification", List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")),
        SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation", Confirmation.SIGNED),
        UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation", Confirmation.SIGNED);

        private final String word;
        private final List<String> signed;

        Type(String word, List<String> signed) {
            this.word = word;
            this.signed = signed;
        }

        private static Optional<Type> of(String word) {
            for (Type type : values()) {
                if (type.word.equals(word)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }

        /** Apart, because an enum's constants are made before its own fields. */
        private static final class Confirmation {
            static final List<String> SIGNED =
                    List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        }
    }

    /** Empty for JSON that lacks something of what is signed, or that could be read as signed in two ways. */
    static Optional<SnsMessage> of(JsonFields fields) {
        return fields.text("Type")
                .flatMap(Type::of)
                .filter(type -> type.signed.stream().allMatch(name -> isSignable(fields, name)))
                .map(type -> new SnsMessage(type, fields));
    }

    /** The field; empty where there is none. */
    Optional<String> text(String name) {
        return fields.text(name);
    }

    /** What is signed: names and values, a line each. */
    String signedText() {
        var text = new StringBuilder(1024);
        for (String name : type.signed) {
            fields.text(name)
                    .ifPresent(value ->
                            text.append(name).append('\n').append(value).append('\n'));
        }
        return text.toString();
    }

    /** A line break in a value would make two lines of it; only the message itself, which is JSON, may have some. */
    private static boolean isSignable(JsonFields fields, String name) {
        Optional<String> value = fields.text(name);
        return switch (name) {
            case "Message" -> value.isPresent();
            case "Subject" -> !fields.has(name) || isOneLine(value);
            default -> isOneLine(value);
        };
    }

    private static boolean isOneLine(Optional<String> value) {
        return value.filter(text -> text.indexOf('\n') < 0).isPresent();
    }

    /** Safe for logs. */
    @Override
    public String toString() {
        return "SnsMessage[" + type + "]";
    }
}
