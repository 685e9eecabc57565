package dev.greenlight.localstack;

import java.time.Duration;
import java.util.Locale;

/** What a person who has just started the stack needs to know. */
final class StackReport {

    private StackReport() {}

    static String of(LocalStack stack, Duration startedIn) {
        StackSettings settings = stack.settings();
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%nGreenlight is ready, %.1f s after the start.%n%n", startedIn.toMillis() / 1e3));
        for (Component component : Component.values()) {
            String address = component == Component.BROKER ? settings.address(component) : settings.url(component);
            line(text, component.title(), address);
        }
        line(text, "data", settings.directory() + "  (kept; delete it to start from nothing)");
        text.append('\n');
        line(text, "company", DevCredentials.TENANT + ", texted at " + DevCredentials.TENANT_NUMBER);
        line(text, "office key", stack.credentials().officeKey());
        line(text, "campaign key", stack.credentials().campaignKey());
        line(text, "admin key", stack.credentials().adminKey());
        text.append("""

                See it at work:  ./greenlight tour
                Stop:            Ctrl-C
                """);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-21s %s%n", name, value));
    }
}
