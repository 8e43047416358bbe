/**
 * The scheduled work: claim due keys, probe them, settle what was found. Which verdict leads to which phase is decided in
 * {@link io.latchkey.key.PhaseRules}, when a key is due again in {@link io.latchkey.validator.NextDue}; both are pure.
 */
package io.latchkey.validator;
