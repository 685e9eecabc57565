package dev.greenlight.schemas.topic;

/** The format of a topic's keys: plain UTF-8 strings, parts separated by colons, the tenant first. */
public enum TopicKey {
    TENANT("tenant"),
    TENANT_ADDRESS("tenant:address"),
    TENANT_CUSTOMER("tenant:customerId"),
    TENANT_ESTIMATE("tenant:estimateId"),
    TENANT_JOB("tenant:jobId"),
    /** What an erased address is remembered by. */
    TENANT_PSEUDONYM("tenant:~pseudonym"),
    TENANT_CUSTOMER_ADDRESS("tenant:customerId:address"),
    /** The key of the record that could not be used, whatever it was. */
    AS_RECEIVED("as received");

    private final String format;

    TopicKey(String format) {
        this.format = format;
    }

    public String format() {
        return format;
    }
}
