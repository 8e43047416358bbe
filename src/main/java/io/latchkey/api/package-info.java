/** HTTP and JSON: the BYOK v1 contract on the wire, and every refusal in its Failure form. Decides nothing about keys. */
package io.latchkey.api;
