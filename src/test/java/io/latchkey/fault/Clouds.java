package io.latchkey.fault;

import io.latchkey.provider.FakeClouds;
import io.latchkey.provider.aws.FakeKms;
import io.latchkey.provider.azure.FakeAzure;
import io.latchkey.provider.gcp.FakeCloudKms;
import io.latchkey.support.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three fake clouds, all of whose keys are good, and a front before each of them for each replica. */
final class Clouds implements AutoCloseable {

    private static final String VAULT = "acme";
    private static final int OF_EACH = 4;

    final Weather weather = new Weather();
    final Sightings sightings = new Sightings();

    private final FakeKms aws = new FakeKms(Ports.named("faults-aws"));
    private final FakeAzure azure = new FakeAzure(Ports.named("faults-azure"), FakeClouds.TENANT);
    private final FakeCloudKms gcp = new FakeCloudKms(Ports.named("faults-gcp"));
    private final List<Front> fronts = new ArrayList<>();

    static Clouds start() {
        var clouds = new Clouds();
        clouds.aws.start();
        clouds.azure.start();
        clouds.gcp.start();
        for (var number = 0; number < OF_EACH; number++) {
            clouds.azure.put(VAULT + ".vault.azure.net", "key-" + number);
            clouds.gcp.put(gcpKey(number));
        }
        return clouds;
    }

    void putAws(String arn) {
        aws.put(arn);
    }

    /** Bodies that register the keys of the other two clouds, by the cloud's name for the key. */
    Map<String, String> others() {
        var bodies = new LinkedHashMap<String, String>();
        for (var number = 0; number < OF_EACH; number++) {
            var azureKey = "https://" + VAULT + ".vault.azure.net/keys/key-" + number;
            bodies.put(azureKey, """
                    {"key": {"kind": "AzureKey", "key_id": "%s", "tenant_id": "%s", "key_vault_id":
                    "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/%s"}}
                    """.formatted(azureKey, FakeClouds.TENANT, FakeClouds.TENANT, VAULT));
            bodies.put(gcpKey(number), "{\"key\": {\"kind\": \"GcpKey\", \"key_id\": \"" + gcpKey(number) + "\"}}");
        }
        return bodies;
    }

    private static String gcpKey(int number) {
        return "projects/acme-prod/locations/europe-west3/keyRings/ring/cryptoKeys/key-" + number;
    }

    /** What a replica is told, to take these fronts for its clouds. */
    Map<String, String> settingsFor(String seat) {
        var place = new FakeClouds.Place(
                front(Cloud.AWS, Ports.named("faults-aws"), seat),
                front(Cloud.AZURE, Ports.named("faults-azure"), seat),
                front(Cloud.GCP, Ports.named("faults-gcp"), seat));
        var settings = FakeClouds.settings(place);
        settings.put(
                "latchkey.gcp.credentials-file",
                FakeCloudKms.credentials(Ports.named("faults-gcp")).toString());
        return settings;
    }

    private int front(Cloud cloud, int target, String seat) {
        var front = Front.open(cloud, target, seat, weather, sightings);
        fronts.add(front);
        return front.port();
    }

    /** The fakes remember every call, for tests that are short. */
    void forgetCalls() {
        aws.calls.clear();
        azure.calls.clear();
        gcp.calls.clear();
    }

    @Override
    public void close() {
        weather.becomes(Mood.RIGHT);
        fronts.forEach(Front::close);
        aws.close();
        azure.close();
        gcp.close();
    }
}
