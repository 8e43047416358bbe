/** Who is calling: credentials and the organization they speak for. Knows nothing of keys' contents. */
package io.latchkey.access;
