package io.latchkey.key;

/**
 * A reference to a key that stays in the customer's own cloud.
 *
 * <p>Each record holds exactly what the customer wrote, byte for byte: Terraform compares it on every plan, and any
 * rewriting would make it destroy and create the key again. Text from outside comes in through the {@code parse} method
 * of the record; the constructors are for text that was parsed before.
 */
public sealed interface ProviderKey permits AwsKey, AzureKey, GcpKey {

    Provider provider();

    /** The one text that names the key in its cloud, as the customer wrote it: {@code key_arn} or {@code key_id}. */
    String identifier();

    /** Equal for two references exactly when they point to the same key of the same provider. */
    String canonical();
}
