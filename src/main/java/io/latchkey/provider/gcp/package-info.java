/**
 * Google Cloud KMS: what is asked, with which token, and what each answer means. Knows nothing of other clouds.
 *
 * @see <a href="https://cloud.google.com/kms/docs/reference/rest">Cloud KMS REST API</a>
 */
package io.latchkey.provider.gcp;
