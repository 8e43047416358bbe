package io.latchkey.fault;

import io.latchkey.provider.FakeClouds;
import io.latchkey.provider.gcp.FakeCloudKms;
import io.latchkey.support.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three fake clouds and a front before each of them for each replica. */
final class Clouds implements AutoCloseable {

    final Weather weather = new Weather();
    final Sightings sightings = new Sightings();

    private final GoodClouds clouds =
            GoodClouds.start(Ports.named("faults-aws"), Ports.named("faults-azure"), Ports.named("faults-gcp"));
    private final List<Front> fronts = new ArrayList<>();

    /** Bodies that register the keys of the other two clouds, by the cloud's name for the key. */
    Map<String, String> others() {
        var bodies = new LinkedHashMap<String, String>();
        for (var number = 0; number < GoodClouds.OF_EACH; number++) {
            var azureKey = "https://" + GoodClouds.VAULT + ".vault.azure.net/keys/key-" + number;
            bodies.put(azureKey, """
                    {"key": {"kind": "AzureKey", "key_id": "%s", "tenant_id": "%s", "key_vault_id":
                    "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/%s"}}
                    """.formatted(azureKey, FakeClouds.TENANT, FakeClouds.TENANT, GoodClouds.VAULT));
            bodies.put(
                    GoodClouds.gcpKey(number),
                    "{\"key\": {\"kind\": \"GcpKey\", \"key_id\": \"" + GoodClouds.gcpKey(number) + "\"}}");
        }
        return bodies;
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

    /** What was asked so far is of no use to anybody. */
    void forgetCalls() {
        clouds.forgetCalls();
    }

    @Override
    public void close() {
        weather.becomes(Mood.RIGHT);
        fronts.forEach(Front::close);
        clouds.close();
    }
}
