package io.latchkey.registry;

import io.latchkey.key.RefusedException;
import io.latchkey.organization.Quota;

/** The organization has as many keys as it may have. */
final class OverQuotaException extends RefusedException {

    private static final long serialVersionUID = 1L;

    OverQuotaException(Quota quota) {
        super(KeyRefusals.overQuota(quota).faults());
    }
}
