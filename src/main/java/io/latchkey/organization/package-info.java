/**
 * Who may come here and what they did: organizations, API keys, roles, and the records of the audit. Plain Java: no
 * framework, no HTTP, no SQL.
 */
package io.latchkey.organization;
