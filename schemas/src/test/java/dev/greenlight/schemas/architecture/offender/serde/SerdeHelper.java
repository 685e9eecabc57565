package dev.greenlight.schemas.architecture.offender.serde;

import dev.greenlight.schemas.architecture.offender.command.CallsBack;

/** Breaks the rules on purpose: a forbidden name, an import against the flow, one half of a cycle. */
public final class SerdeHelper {

    private SerdeHelper() {}

    public static String greeting() {
        return CallsBack.name();
    }
}
