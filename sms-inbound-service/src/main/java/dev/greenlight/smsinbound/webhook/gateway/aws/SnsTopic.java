package dev.greenlight.smsinbound.webhook.gateway.aws;

import dev.greenlight.smsinbound.webhook.FormParameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic of Amazon SNS: the addresses that may be called on its behalf, and the names that its certificates are for.
 *
 * <p>Messages say themselves where their certificate is and where they want to be confirmed. Only the host that SNS has
 * in the topic's own region is believed: bounds such as "ends with amazonaws.com" would let in what anybody can rent.
 */
record SnsTopic(String arn, String region) {

    private static final Pattern ARN = Pattern.compile(
            "arn:aws(?:-us-gov)?:sns:([a-z]{2}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}):[0-9]{12}:[A-Za-z0-9_-]{1,256}");
    private static final Pattern CERTIFICATE_PATH = Pattern.compile("/[A-Za-z0-9_-]{1,100}\\.pem");
    private static final int MOST_PARAMETERS = 10;

    /**
     * @throws IllegalArgumentException for anything but the ARN of a topic in a region of AWS or its GovCloud
     */
    static SnsTopic of(String arn) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A topic looks like arn:aws:sns:us-east-1:123456789012:name, not like " + arn);
        }
        return new SnsTopic(arn, matcher.group(1));
    }

    /** The address of a certificate, where SNS itself keeps it; empty for any other. */
    Optional<URI> certificateAddress(String url) {
        return atSns(url)
                .filter(uri -> uri.getRawQuery() == null
                        && CERTIFICATE_PATH.matcher(uri.getRawPath()).matches());
    }

    /** The address that confirms a subscription to this topic and does nothing else; empty for any other. */
    Optional<URI> confirmationAddress(String url) {
        return atSns(url)
                .filter(uri ->
                        uri.getRawQuery() != null && uri.getRawPath().matches("/?") && confirmsThis(uri.getRawQuery()));
    }

    /** The names that certificates of SNS in this region are for. */
    Set<String> certificateNames() {
        String everywhere = region.startsWith("us-gov-") ? "sns-us-gov-west-1.amazonaws.com" : "sns.amazonaws.com";
        return Set.of(everywhere, host(), "sns-signing." + region + ".amazonaws.com");
    }

    private String host() {
        return "sns." + region + ".amazonaws.com";
    }

    private Optional<URI> atSns(String url) {
        try {
            var uri = new URI(url);
            // the whole authority: no user, no port, nothing that two parsers could read in two ways
            return "https".equals(uri.getScheme())
                            && host().equals(uri.getRawAuthority())
                            && uri.getRawFragment() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private boolean confirmsThis(String query) {
        return FormParameters.parse(query.getBytes(StandardCharsets.UTF_8), MOST_PARAMETERS)
                .filter(parameters -> parameters
                                .only("Action")
                                .filter("ConfirmSubscription"::equals)
                                .isPresent()
                        && parameters.only("TopicArn").filter(arn::equals).isPresent()
                        && parameters.only("Token").isPresent())
                .isPresent();
    }
}
