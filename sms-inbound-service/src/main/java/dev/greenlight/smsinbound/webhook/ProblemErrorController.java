package dev.greenlight.smsinbound.webhook;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last resort of the web server, for requests that never reached a controller: a problem too. */
@RestController
public final class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    public ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        // nothing failed when somebody asks for this address itself
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return Problem.of(status instanceof Integer code ? code : 404).response();
    }
}
