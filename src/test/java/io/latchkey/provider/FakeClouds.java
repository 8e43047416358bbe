package io.latchkey.provider;

import io.latchkey.provider.aws.FakeKms;
import io.latchkey.provider.azure.FakeAzure;
import io.latchkey.provider.gcp.FakeCloudKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** All three clouds on three ports of loopback, with keys in them: for one who wants to see the real clients at work. */
public final class FakeClouds implements AutoCloseable {

    public static final String AWS_KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    public static final String DISABLED_AWS_KEY =
            "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000409";
    public static final String TENANT = "00000000-0000-0000-0000-000000000000";
    public static final String AZURE_KEY = "https://acme.vault.azure.net/keys/billing";
    public static final String GCP_KEY = "projects/acme-prod/locations/europe-west3/keyRings/ring/cryptoKeys/billing";

    private static final Place HERE = new Place(14_500, 14_501, 14_502);
    private static final Path SETTINGS = Path.of("target", "fake-clouds.properties");

    private final FakeKms aws;
    private final FakeAzure azure;
    private final FakeCloudKms gcp;

    private FakeClouds(Place place) {
        this.aws = new FakeKms(place.aws());
        this.azure = new FakeAzure(place.azure(), TENANT);
        this.gcp = new FakeCloudKms(place.gcp());
    }

    /** Their ports. */
    public record Place(int aws, int azure, int gcp) {}

    public static FakeClouds start(Place place) {
        var clouds = new FakeClouds(place);
        clouds.aws.start();
        clouds.azure.start();
        clouds.gcp.start();
        clouds.aws.put(AWS_KEY);
        clouds.aws.put(DISABLED_AWS_KEY);
        clouds.aws.change(DISABLED_AWS_KEY, "KeyState", "Disabled");
        clouds.azure.put("acme.vault.azure.net", "billing");
        clouds.gcp.put(GCP_KEY);
        return clouds;
    }

    /** What a Latchkey must be told to ask these in place of the real ones. */
    public static Map<String, String> settings(Place place) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("latchkey.provider", "cloud");
        settings.put("latchkey.aws.endpoint", FakeKms.url(place.aws()));
        settings.put("latchkey.aws.global.access-key-id", FakeKms.ACCESS_KEY_ID);
        settings.put("latchkey.aws.global.secret-access-key", FakeKms.SECRET);
        settings.put("latchkey.azure.endpoint", FakeAzure.url(place.azure()));
        settings.put("latchkey.azure.global.client-id", FakeAzure.CLIENT_ID);
        settings.put("latchkey.azure.global.client-secret", FakeAzure.SECRET);
        settings.put("latchkey.gcp.endpoint", FakeCloudKms.url(place.gcp()));
        settings.put(
                "latchkey.gcp.credentials-file",
                FakeCloudKms.credentials(place.gcp()).toString());
        return settings;
    }

    @Override
    public void close() {
        aws.close();
        azure.close();
        gcp.close();
    }

    /** Serves until it is interrupted. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        try (var _ = start(HERE)) {
            Files.writeString(
                    SETTINGS,
                    settings(HERE).entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                            .collect(Collectors.joining()));
            System.out.printf(
                    """
                    Three clouds on ports %d to %d. Point dev mode at them, in another terminal:

                      ./mvnw quarkus:dev -Dsmallrye.config.locations=%s

                    Keys that are there and granted, one that is disabled after them:

                      {"kind": "AwsKey", "key_arn": "%s"}
                      {"kind": "AzureKey", "key_id": "%s", "tenant_id": "%s", "key_vault_id": "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/acme"}
                      {"kind": "GcpKey", "key_id": "%s"}
                      {"kind": "AwsKey", "key_arn": "%s"}

                    Ctrl-C ends them.
                    """,
                    HERE.aws(),
                    HERE.gcp(),
                    SETTINGS.toAbsolutePath(),
                    AWS_KEY,
                    AZURE_KEY,
                    TENANT,
                    TENANT,
                    GCP_KEY,
                    DISABLED_AWS_KEY);
            new CountDownLatch(1).await();
        }
    }
}
