package io.latchkey.support;

import java.util.concurrent.ThreadLocalRandom;

/** Bodies that register keys. */
public final class Samples {

    private Samples() {}

    /** A key that no other test registers. */
    public static String awsKey() {
        return awsKey("111122223333");
    }

    /** A key of an account; the simulated provider's magic accounts choose its fate. */
    public static String awsKey(String account) {
        return body("\"kind\": \"AwsKey\", \"key_arn\": \"" + arn(account) + "\"");
    }

    public static String arn(String account) {
        var random = ThreadLocalRandom.current();
        return "arn:aws:kms:us-west-2:%s:key/%08x-12ab-34cd-56ef-%012x"
                .formatted(account, random.nextInt(), random.nextLong(1L << 48));
    }

    public static String azureKey(String vault, String name) {
        return body("""
                "kind": "AzureKey", "key_id": "https://%s.vault.azure.net/keys/%s",
                "key_vault_id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/%s",
                "tenant_id": "00000000-0000-0000-0000-000000000000\"""".formatted(vault, name, vault));
    }

    public static String gcpKey(String name) {
        return body("\"kind\": \"GcpKey\", \"key_id\":"
                + " \"projects/exampleproject/locations/europe-west3/keyRings/ring/cryptoKeys/" + name + "\"");
    }

    private static String body(String key) {
        return "{\"key\": {" + key + "}}";
    }
}
