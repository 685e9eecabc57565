package dev.greenlight.smsinbound.webhook.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsTopicTest {

    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:texts";

    private final SnsTopic topic = SnsTopic.of(ARN);

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:us-east-1:123456789012:texts,us-east-1",
        "arn:aws:sns:ap-southeast-2:123456789012:Texts_of-ACME,ap-southeast-2",
        "arn:aws-us-gov:sns:us-gov-west-1:123456789012:t,us-gov-west-1"
    })
    void topicKnowsItsRegion(String arn, String region) {
        assertThat(SnsTopic.of(arn).region()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "texts",
                "arn:aws:sqs:us-east-1:123456789012:texts",
                "arn:aws-cn:sns:cn-north-1:123456789012:texts",
                "arn:aws:sns:s3:123456789012:texts",
                "arn:aws:sns:us-east-1.evil:123456789012:texts",
                "arn:aws:sns:us-east-1:12345678901:texts",
                "arn:aws:sns:us-east-1:123456789012:texts/x",
                "arn:aws:sns:us-east-1:123456789012:texts:11111111-2222-3333-4444-555555555555",
                "arn:aws:sns:us-east-1:123456789012:texts\n"
            })
    void anythingElseIsNoTopic(String arn) {
        assertThatIllegalArgumentException().isThrownBy(() -> SnsTopic.of(arn));
    }

    @Test
    void certificateIsAtSnsInTheTopicsRegion() {
        assertThat(
                        topic.certificateAddress(
                                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.us-east-1.amazonaws.com/a.pem",
                "HTTPS://sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-west-2.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com.evil.test/a.pem",
                "https://evil.test/sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com@evil.test/a.pem",
                "https://user@sns.us-east-1.amazonaws.com/a.pem",
                "https://user:pw@sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com:8443/a.pem",
                "https://sns.us-east-1.amazonaws.com:443/a.pem",
                "https://sns.us-east-1.amazonaws.com:/a.pem",
                "https://sns.s3.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com./a.pem",
                "https://SNS.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com\\@evil.test/a.pem",
                "https://evil.test\\@sns.us-east-1.amazonaws.com/a.pem",
                "https://evil.test#@sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem?x=1",
                "https://sns.us-east-1.amazonaws.com/a.pem#x",
                "https://sns.us-east-1.amazonaws.com/a.pem/",
                "https://sns.us-east-1.amazonaws.com/b/a.pem",
                "https://sns.us-east-1.amazonaws.com/../a.pem",
                "https://sns.us-east-1.amazonaws.com/%2e%2e%2fa.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem%00.txt",
                "https://sns.us-east-1.amazonaws.com/a.crt",
                "https://sns.us-east-1.amazonaws.com/.pem",
                "https://sns.us-east-1.amazonaws.com",
                "//sns.us-east-1.amazonaws.com/a.pem",
                "file:///etc/a.pem",
                " https://sns.us-east-1.amazonaws.com/a.pem",
                ""
            })
    void noOtherAddressIsCalledForACertificate(String url) {
        assertThat(topic.certificateAddress(url)).isEmpty();
    }

    @Test
    void confirmationIsOfThisTopic() {
        assertThat(topic.confirmationAddress("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn="
                        + ARN + "&Token=23"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:123456789012:texts&Token=2",
                "http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription"
                        + "&TopicArn=arn:aws:sns:us-east-1:123456789012:texts&Token=2",
                "https://sns.us-east-1.amazonaws.com/?Action=DeleteTopic"
                        + "&TopicArn=arn:aws:sns:us-east-1:123456789012:texts&Token=2",
                "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Action=DeleteTopic"
                        + "&TopicArn=arn:aws:sns:us-east-1:123456789012:texts&Token=2",
                "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription"
                        + "&TopicArn=arn:aws:sns:us-east-1:123456789012:other&Token=2",
                "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=2",
                "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription"
                        + "&TopicArn=arn:aws:sns:us-east-1:123456789012:texts",
                "https://sns.us-east-1.amazonaws.com/",
                "https://sns.us-east-1.amazonaws.com/x?Action=ConfirmSubscription"
                        + "&TopicArn=arn:aws:sns:us-east-1:123456789012:texts&Token=2"
            })
    void nothingElseIsCalledToConfirm(String url) {
        assertThat(topic.confirmationAddress(url)).isEmpty();
    }
}
