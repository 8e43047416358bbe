/**
 * What a key is: the registered thing, the provider key it points to, the phases it goes through and the catalogue of
 * refusals.
 *
 * <p>Plain Java only. No framework, JSON or SQL may be known here, so that everything that decides whether a key is
 * VALID can be read and tested without starting anything.
 */
package io.latchkey.key;
