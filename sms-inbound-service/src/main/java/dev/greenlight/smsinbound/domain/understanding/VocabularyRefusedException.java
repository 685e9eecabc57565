package dev.greenlight.smsinbound.domain.understanding;

import java.util.List;

/** Settings of a company that cannot be understood, or that would take away what has to be understood. */
public final class VocabularyRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    VocabularyRefusedException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** All of them, not the first. */
    public List<String> reasons() {
        return reasons;
    }
}
