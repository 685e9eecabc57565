package dev.greenlight.smsinbound.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Right bodies of each gateway's calls. */
final class ExampleBodies {

    static final List<byte[]> TWILIO_FORMS = utf8(
            "ToCountry=US&MessageSid=SM1&NumMedia=0&FromCity=SAN+FRANCISCO&OptOutType=STOP&ToCity=&From=%2B14158675309"
                    + "&To=%2B18005551212&Body=STOP&SmsStatus=received",
            "MessageSid=SM2&From=%2B18005551212&To=%2B14158675309&MessageStatus=failed&ErrorCode=21610");

    static final List<byte[]> TWILIO_JSON = utf8("""
                    {"MessageSid":"SM1","From":"+14158675309","To":"+18005551212","Body":"STOP"}""", """
                    {"MessageSid":"SM2","From":"+18005551212","To":"+14158675309","MessageStatus":"failed","ErrorCode":21610}""");

    static final List<byte[]> GENERIC = utf8("""
                    {"id":"m1","from":"+14158675309","to":"+18005551212","text":"STOP","receivedAt":"2026-01-15T16:00:00Z"}""", """
                    {"type":"number-blocked","id":"r1","number":"+14158675309","sender":"55512","cause":"deactivated",\
                    "code":7,"reportedAt":"2026-01-15T05:00:00Z"}""");

    static final List<byte[]> SINCH = utf8("""
                    {"type":"mo_text","id":"1","from":"14158675309","to":"18005551212","body":"STOP",\
                    "received_at":"2026-01-15T17:00:00.000Z"}""", """
                    {"type":"mo_media","id":"1","from":"14158675309","to":"18005551212","body":{"message":"STOP","media":[{}]}}""", """
                    {"type":"recipient_delivery_report_sms","batch_id":"1","recipient":"1","code":402,"status":"Deleted"}""");

    static final List<byte[]> BANDWIDTH = utf8("""
                    [{"type":"message-received","time":"2026-01-15T17:00:00.000Z","to":"+18005551212","message":{"id":"m1",\
                    "owner":"+18005551212","to":["+18005551212"],"from":"+14158675309","text":"STOP"}}]""", """
                    [{"type":"message-failed","time":"2026-01-15T17:00:00.000Z","to":"+14158675309","errorCode":4775,\
                    "message":{"id":"m2","owner":"+18005551212"}},{"type":"message-delivered"}]""");

    static final List<byte[]> TELNYX = utf8("""
                    {"data":{"event_type":"message.received","id":"e1","occurred_at":"2026-01-15T17:00:00.000Z",\
                    "payload":{"id":"m1","from":{"phone_number":"+14158675309"},"to":[{"phone_number":"+18005551212"}],\
                    "text":"STOP","autoresponse_type":"STOP","received_at":"2026-01-15T17:00:00.000+00:00"}}}""", """
                    {"data":{"event_type":"message.finalized","id":"e2","occurred_at":"2026-01-15T16:59:59Z",\
                    "payload":{"id":"m2","from":{"phone_number":"+18005551212"},"to":[{"phone_number":"+14158675309"}],\
                    "errors":[{"code":"40300"}]}}}""");

    static final List<byte[]> PLIVO = utf8(
            "From=14158675309&To=18005551212&Type=sms&Text=STOP&MessageUUID=m1&MessageIntent=optout",
            "From=14158675309&To=18005551212&Type=mms&Body=STOP&MessageUUID=m1&Media0=x",
            "Status=failed&From=18005551212&To=14158675309&ErrorCode=200&MessageUUID=m2");

    static final List<byte[]> VONAGE_SMS_FORMS = utf8(
            "msisdn=14158675309&to=18005551212&messageId=m1&text=STOP&type=text&message-timestamp=2026-01-15+17%3A00%3A00",
            "msisdn=14158675309&to=18005551212&messageId=m1&text=STOP&type=text&concat=true&concat-ref=7&concat-part=1"
                    + "&concat-total=1",
            "msisdn=14158675309&to=18005551212&messageId=m2&status=failed&err-code=9");

    static final List<byte[]> VONAGE_SMS_JSON = utf8("""
                    {"msisdn":"14158675309","to":"18005551212","messageId":"m1","text":"STOP","type":"text",\
                    "message-timestamp":"2026-01-15 17:00:00"}""", """
                    {"msisdn":"14158675309","to":"18005551212","messageId":"m1","text":"STOP","type":"text","concat":true,\
                    "concat-ref":"7","concat-part":1,"concat-total":2}""", """
                    {"msisdn":"14158675309","to":"18005551212","messageId":"m2","status":"failed","err-code":"9"}""");

    static final List<byte[]> VONAGE_MESSAGES = utf8("""
                    {"channel":"sms","message_uuid":"m1","to":"18005551212","from":"14158675309",\
                    "timestamp":"2026-01-15T17:00:00Z","text":"STOP","message_type":"text"}""", """
                    {"channel":"sms","message_uuid":"m2","to":"14158675309","from":"18005551212","status":"rejected",\
                    "error":{"error":{"type":"https://developer.vonage.com/api-errors/messages#1240"}}}""");

    static final List<byte[]> BIRD = utf8("""
                    {"service":"channels","event":"sms.inbound","payload":{"id":"m1","channelId":"c1",\
                    "sender":{"contact":{"identifierValue":"+14158675309"}},\
                    "receiver":{"connector":{"identifierValue":"+18005551212"}},\
                    "body":{"type":"text","text":{"text":"STOP"}},"createdAt":"2026-01-15T16:59:59.736Z"}}""");

    static final List<byte[]> MESSAGE_BIRD_FORMS = utf8(
            "id=m1&originator=14158675309&recipient=18005551212&body=STOP&createdDatetime=2026-01-15T16%3A59%3A58%2B00%3A00",
            "mid=m3&originator=14158675309&shortcode=55512&message=STOP");

    static final List<byte[]> MESSAGE_BIRD_JSON = utf8("""
                    {"id":"m1","originator":14158675309,"recipient":"18005551212","payload":"STOP",\
                    "createdDatetime":"2026-01-15T16:59:58+00:00"}""");

    private ExampleBodies() {}

    private static List<byte[]> utf8(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
