package dev.greenlight.consent.web;

import dev.greenlight.consent.mapping.EmailCommandMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Recognises the one body by which RFC 8058 unsubscribes, as a form of either kind. */
final class OneClick {

    private static final String VALUE = "One-Click";
    private static final Pattern PART = Pattern.compile(
            "(?:[^\r\n]+\r\n)*content-disposition:[ \t]*form-data;[ \t]*name=\"?list-unsubscribe\"?[ \t]*"
                    + "(?:\r\n[^\r\n]+)*",
            Pattern.CASE_INSENSITIVE);
    private static final int LARGEST = 4_096;

    private OneClick() {}

    static boolean isIn(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
        MediaType type = typeOf(request.getContentType());
        if (type == null || bytes.length > LARGEST) {
            return false;
        }
        String body = new String(bytes, StandardCharsets.ISO_8859_1);
        if (MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
            return body.equals(EmailCommandMapper.ONE_CLICK);
        }
        String boundary = type.getParameter("boundary");
        return MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type) && boundary != null && isPart(body, boundary);
    }

    private static boolean isPart(String body, String named) {
        String boundary = named.replace("\"", "");
        String begin = "--" + boundary + "\r\n";
        String end = "\r\n\r\n" + VALUE + "\r\n--" + boundary + "--";
        String text = body.stripTrailing();
        return text.length() > begin.length() + end.length()
                && text.startsWith(begin)
                && text.endsWith(end)
                && PART.matcher(text.substring(begin.length(), text.length() - end.length()))
                        .matches();
    }

    private static @Nullable MediaType typeOf(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
            return type == null || type.isWildcardType() || type.isWildcardSubtype() ? null : type;
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
