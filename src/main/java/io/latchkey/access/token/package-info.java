/** Bearer tokens: checked by the framework against their issuer's keys, read into a caller here. Off until an issuer is named. */
package io.latchkey.access.token;
