package dev.greenlight.eligibility.config;

import dev.greenlight.schemas.topic.TopicsNotReadyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which topics keep the service from starting, in words and without a stack trace. */
final class TopicsNotReadyAnalyzer extends AbstractFailureAnalyzer<TopicsNotReadyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TopicsNotReadyException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
