/**
 * What an owner has to do in the key's own cloud so that the platform can use the key: as data, as commands to paste, and for
 * Terraform. Plain Java, like {@code key}, which is all that it knows; nothing is asked of a cloud here.
 */
package io.latchkey.grant;
