package dev.greenlight.verification.invariant;

import dev.greenlight.verification.model.ReferenceModel;
import java.util.List;

/** The invariants that every recording is held to. A new one is a class and a line here. */
public final class Invariants {

    /** What holds when every fact is published exactly once. */
    public static final List<Invariant> EXACTLY_ONCE = List.of(
            new NothingLost(),
            new LedgerInOrder(),
            new LedgerIsAChain(),
            new OnlyThePersonOptsIn(),
            new AStopStops(),
            new StatesEqualModel());

    /** What holds even where input is read again and its results are published again. */
    public static final List<Invariant> AT_LEAST_ONCE =
            List.of(new LedgerIsAChain(), new OnlyThePersonOptsIn(), new AStopStops(), new StatesEqualModel());

    private Invariants() {}

    /** Every breach of every invariant. */
    public static List<Violation> breaches(List<Invariant> invariants, Recording recording, ReferenceModel model) {
        return invariants.stream()
                .flatMap(invariant -> invariant.breaches(recording, model).stream())
                .toList();
    }
}
