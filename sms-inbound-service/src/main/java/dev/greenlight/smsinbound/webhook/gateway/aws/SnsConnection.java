package dev.greenlight.smsinbound.webhook.gateway.aws;

import java.io.IOException;
import java.net.URI;

/** The way to Amazon SNS. */
@FunctionalInterface
public interface SnsConnection {

    /**
     * What is at the address, within few seconds and no larger than a certificate is.
     *
     * @throws IOException for any answer but 200, redirects among them, and for none in time
     */
    byte[] get(URI address) throws IOException;
}
