package dev.greenlight.verification.invariant;

import dev.greenlight.verification.model.ReferenceModel;
import java.util.List;

/** Something that must hold in every recording that was taken when nothing was left to do. */
@FunctionalInterface
public interface Invariant {

    /** Every breach, not the first. */
    List<Violation> breaches(Recording recording, ReferenceModel model);
}
