package dev.greenlight.schemas.architecture.offender.command;

import dev.greenlight.schemas.architecture.offender.serde.SerdeHelper;

/** Breaks the rules on purpose: the other half of the cycle. */
public final class CallsBack {

    private CallsBack() {}

    public static String name() {
        return "name";
    }

    public static String twice() {
        return SerdeHelper.greeting() + SerdeHelper.greeting();
    }
}
