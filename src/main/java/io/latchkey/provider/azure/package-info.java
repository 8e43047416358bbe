/**
 * Azure Key Vault and Managed HSM: what is asked, with which token, and what each answer means. Knows nothing of other clouds.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/">Key Vault REST API</a>
 */
package io.latchkey.provider.azure;
