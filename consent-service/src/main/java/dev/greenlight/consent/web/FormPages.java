package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.OptInForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** What a person without JavaScript sees after a form, and the form itself for the company's page. */
final class FormPages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private FormPages() {}

    /**
     * A page with nothing on it but sentences.
     *
     * @param title its heading
     * @param sentences in their order
     */
    static ResponseEntity<byte[]> page(
            HttpStatusCode status, HttpHeaders headers, String title, List<String> sentences) {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(HtmlUtils.htmlEscape(title))
                .append("</title></head>\n<body>\n<h1>")
                .append(HtmlUtils.htmlEscape(title))
                .append("</h1>\n");
        for (String sentence : sentences) {
            html.append("<p>").append(HtmlUtils.htmlEscape(sentence)).append("</p>\n");
        }
        return answer(status, headers, html.append("</body>\n</html>\n").toString());
    }

    /**
     * The form to be put into the company's page; works without JavaScript.
     *
     * @param action where it is sent
     */
    static ResponseEntity<byte[]> snippet(OptInForm form, String action) {
        String html = """
                <form method="post" action="%s" accept-charset="utf-8">
                  %s
                  <p><label>Name <input name="%s" autocomplete="name" maxlength="%d"></label></p>
                  <p><label><input type="checkbox" name="%s" value="yes" required> %s</label></p>
                  <p hidden aria-hidden="true"><label>Leave this empty <input name="%s" tabindex="-1" autocomplete="off"></label></p>
                  <input type="hidden" name="%s" value="%d">
                  <p><button>Send</button></p>
                </form>
                """.formatted(
                        HtmlUtils.htmlEscape(action),
                        contact(form),
                        FormSubmission.NAME,
                        OptInFormController.LONGEST_NAME,
                        FormSubmission.AGREE,
                        HtmlUtils.htmlEscape(form.disclosure()),
                        FormSubmission.BAIT,
                        FormSubmission.VERSION,
                        form.version());
        return answer(HttpStatusCode.valueOf(200), HttpHeaders.EMPTY, html);
    }

    private static String contact(OptInForm form) {
        return switch (form.channel()) {
            case SMS -> field("Mobile phone", "tel", FormSubmission.PHONE, "tel", OptInFormController.LONGEST_PHONE);
            case EMAIL -> field("Email", "email", FormSubmission.EMAIL, "email", OptInFormController.LONGEST_EMAIL);
        };
    }

    private static String field(String label, String type, String name, String autocomplete, int longest) {
        return "<p><label>%s <input type=\"%s\" name=\"%s\" autocomplete=\"%s\" maxlength=\"%d\" required></label></p>"
                .formatted(label, type, name, autocomplete, longest);
    }

    private static ResponseEntity<byte[]> answer(HttpStatusCode status, HttpHeaders headers, String html) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; form-action 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
