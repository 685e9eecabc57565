package dev.greenlight.schemas.serde;

import static org.apache.avro.util.ClassSecurityValidator.DEFAULT;
import static org.apache.avro.util.ClassSecurityValidator.composite;
import static org.apache.avro.util.ClassSecurityValidator.setGlobal;

/** Makes Avro accept our own generated classes. Every serde calls it, so that no start script can forget it. */
public final class TrustedEventTypes {

    private static final String OURS = "dev.greenlight.";

    static {
        setGlobal(composite(DEFAULT, type -> type.getName().startsWith(OURS)));
    }

    private TrustedEventTypes() {}

    /** Has an effect once per JVM; calling it again costs nothing. */
    public static void trust() {
        // the static initialiser has done it
    }
}
