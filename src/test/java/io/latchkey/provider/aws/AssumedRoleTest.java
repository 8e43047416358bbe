package io.latchkey.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AwsKey;
import io.latchkey.key.KeyId;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.support.Crowd;
import io.latchkey.support.Ports;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role of the platform's own that is assumed before KMS is asked. */
@QuarkusTest
@TestProfile(AssumedRoleTest.WithRole.class)
class AssumedRoleTest {

    private static final int KMS_PORT = Ports.named("AssumedRoleTest-kms");
    private static final int STS_PORT = Ports.named("AssumedRoleTest-sts");
    private static final String ROLE = "arn:aws:iam::123456789876:role/latchkey";

    private final FakeKms kms = new FakeKms(KMS_PORT);
    private final FakeSts sts = new FakeSts(STS_PORT);
    private final String arn = Samples.arn("111122223333");

    @Inject
    AwsProvider provider;

    @BeforeEach
    void start() {
        kms.start();
        kms.put(arn);
        kms.takeOnlyWith(FakeSts.SESSION_TOKEN);
        sts.start();
    }

    @AfterEach
    void stop() {
        kms.close();
        sts.close();
    }

    @Test
    void asksKmsAsTheRoleAndStsOnce() {
        assertThat(Crowd.together(10, _ -> probe())).containsOnly(new Usable("us-west-2"));
        assertThat(sts.asked).hasSize(1);
        assertThat(sts.asked.getFirst())
                .contains("Action=AssumeRole", "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789876%3Arole%2Flatchkey")
                .contains("ExternalId=shared", "RoleSessionName=latchkey");
        assertThat(provider.probe(
                                new KeyId("cck-a1b2c3d4e5f6"),
                                AwsKey.parse(
                                        "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"))
                        .await()
                        .atMost(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        nothing -> assertThat(nothing.trouble()).isEqualTo(Trouble.CREDENTIAL_MISSING));
    }

    private Verdict probe() {
        return provider.probe(new KeyId("cck-a1b2c3d4e5f6"), AwsKey.parse(arn))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /** A service that assumes a role with an access key of its own. */
    public static final class WithRole implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.provider",
                    "cloud",
                    "latchkey.aws.endpoint",
                    FakeKms.url(KMS_PORT),
                    "latchkey.aws.sts-endpoint",
                    FakeKms.url(STS_PORT),
                    "latchkey.grantees.aws-roles",
                    ROLE,
                    "latchkey.aws.global.access-key-id",
                    FakeSts.ACCESS_KEY_ID,
                    "latchkey.aws.global.secret-access-key",
                    FakeSts.SECRET,
                    "latchkey.aws.global.role-arn",
                    ROLE,
                    "latchkey.aws.global.external-id",
                    "shared",
                    "quarkus.scheduler.enabled",
                    "false");
        }
    }
}
