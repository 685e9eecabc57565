package dev.greenlight.schemas.topic;

/** Who writes a topic. There is exactly one writer for each. */
public enum Owner {
    SMS_INBOUND("sms-inbound-service"),
    CONSENT("consent-service"),
    ELIGIBILITY("eligibility-service"),
    /** Outside: the CRM of a company, or eligibility-service's intake in the place of one that speaks no Kafka. */
    CRM("crm");

    private final String serviceName;

    Owner(String serviceName) {
        this.serviceName = serviceName;
    }

    /** The module name, which is also the Streams application id and the prefix of private topics. */
    public String serviceName() {
        return serviceName;
    }
}
