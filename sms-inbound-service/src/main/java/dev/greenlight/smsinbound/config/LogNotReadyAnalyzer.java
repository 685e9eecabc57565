package dev.greenlight.smsinbound.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words, and without a stack trace, what keeps the service from starting. */
final class LogNotReadyAnalyzer extends AbstractFailureAnalyzer<LogNotReadyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LogNotReadyException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
