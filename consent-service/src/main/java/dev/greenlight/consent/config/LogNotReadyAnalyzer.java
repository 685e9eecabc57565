package dev.greenlight.consent.config;

import dev.greenlight.schemas.topic.TopicsNotReadyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words, and without a stack trace, which topics keep the service from starting. */
final class LogNotReadyAnalyzer extends AbstractFailureAnalyzer<TopicsNotReadyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TopicsNotReadyException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
