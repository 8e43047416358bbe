/**
 * AWS KMS: what is asked, with which credential, and what each answer means. Knows nothing of other clouds.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">KMS API</a>
 */
package io.latchkey.provider.aws;
