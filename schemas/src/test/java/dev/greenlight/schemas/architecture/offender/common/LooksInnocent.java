package dev.greenlight.schemas.architecture.offender.common;

import org.springframework.core.Ordered;

/** Breaks the rules on purpose: a package for everything, and a framework in the contract. */
public final class LooksInnocent implements Ordered {

    @Override
    public int getOrder() {
        return 0;
    }
}
