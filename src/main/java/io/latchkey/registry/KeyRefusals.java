package io.latchkey.registry;

import io.latchkey.key.Fault;
import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyUsage;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.key.ResourceId;
import io.latchkey.organization.Quota;

/** How the registry says no. */
final class KeyRefusals {

    private KeyRefusals() {}

    static RefusedException notFound(KeyId id) {
        return new RefusedException(Fault.of(Refusal.NOT_FOUND, "There is no key '" + id.value() + "'."));
    }

    static RefusedException notRestorable(KeyId id) {
        return new RefusedException(Fault.of(
                Refusal.NOT_FOUND,
                "There is no key '" + id.value() + "' that could be restored.",
                "A key can be restored for a while after its removal; then register its provider key again."));
    }

    static RefusedException noSuchResource(KeyId id, ResourceId resource) {
        return new RefusedException(Fault.of(
                Refusal.NOT_FOUND, "The key '" + id.value() + "' protects no resource '" + resource.value() + "'."));
    }

    static RefusedException notValid(Key key) {
        var why = key.validation().reason().map(reason -> " (" + reason + ")").orElse("");
        return new RefusedException(Fault.of(
                Refusal.KEY_NOT_VALID,
                "The key '" + key.id().value() + "' is " + key.validation().phase() + why
                        + ", so nothing new can be encrypted under it.",
                "Follow validation.resolution of the key, and wait until it is VALID."));
    }

    static RefusedException inUse(KeyId id, KeyUsage usage) {
        return new RefusedException(Fault.of(
                Refusal.KEY_IN_USE,
                "The key '" + id.value() + "' protects resources: " + usage.told() + ".",
                "Remove what depends on the key, then the key."));
    }

    static RefusedException changedMeanwhile(KeyId id) {
        return new RefusedException(Fault.of(
                Refusal.PRECONDITION_FAILED,
                "The key '" + id.value() + "' is not as If-Match wants it.",
                "Read the key again, and send the ETag of that answer."));
    }

    static RefusedException providerKeyFixed() {
        return new RefusedException(
                Fault.at("/key", "key can't be changed.", "Leave it out, or register the other key as a new one."));
    }

    /** The command-line client looks for "is currently limited to". */
    static RefusedException overQuota(Quota quota) {
        return new RefusedException(Fault.of(
                Refusal.QUOTA_EXCEEDED,
                "The number of BYOK keys is currently limited to " + quota.limit() + " per organization.",
                "Remove a key that is no longer needed, or ask the operator for a higher limit."));
    }

    static RefusedException contended() {
        return new RefusedException(Fault.of(
                Refusal.UNAVAILABLE,
                "The same key is being registered and removed all the time.",
                "Try again in a few seconds."));
    }

    static RefusedException inFlight() {
        return new RefusedException(Fault.of(
                Refusal.REQUEST_IN_FLIGHT,
                "A registration with this Idempotency-Key is under way.",
                "Wait for its answer, then ask again."));
    }

    static RefusedException idempotencyKeyReused() {
        return new RefusedException(Fault.of(
                Refusal.IDEMPOTENCY_KEY_REUSED,
                "This Idempotency-Key was used for another body.",
                "Give each registration an Idempotency-Key of its own."));
    }
}
