package dev.greenlight.smsinbound.webhook;

/** A gateway whose calls an operator can try, or that says why only the gateway itself can. */
public interface Rehearsable {

    /** The calls that the gateway would make for the text, one with each of the tenant's secrets. */
    Rehearsal rehearse(SampleText text);
}
