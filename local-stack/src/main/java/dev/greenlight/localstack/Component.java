package dev.greenlight.localstack;

/** What the local stack runs, each on a port of its own. */
public enum Component {
    BROKER("broker", 9092),
    REGISTRY("registry", 8080),
    SMS_INBOUND("sms-inbound-service", 8081),
    CONSENT("consent-service", 8082),
    ELIGIBILITY("eligibility-service", 8084);

    private final String title;
    private final int defaultPort;

    Component(String title, int defaultPort) {
        this.title = title;
        this.defaultPort = defaultPort;
    }

    /** The name that people know it by; of a service, its module name. */
    public String title() {
        return title;
    }

    int defaultPort() {
        return defaultPort;
    }

    /** The name of the setting that moves it to another port. */
    String portOption() {
        return title + "-port";
    }
}
