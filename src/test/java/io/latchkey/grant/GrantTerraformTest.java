package io.latchkey.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Terraform is told, by a reader of its language that is not ours. */
class GrantTerraformTest {

    @ParameterizedTest
    @MethodSource("io.latchkey.grant.GrantCase#all")
    void namesThePrincipalsAndTheKey(GrantCase any) throws Exception {
        var grant = any.grant();
        var read = new HCLParser().parse(grant.terraform());
        var texts = texts(read).toList();
        switch (any.key().providerKey()) {
            case AwsKey _ -> {
                assertThat(read).containsOnlyKeys("data");
                assertThat(texts)
                        .containsAll(grant.principals())
                        .containsAll(grant.permissions())
                        .contains("*");
            }
            case AzureKey _ -> assertThat(texts).containsAll(grant.principals()).contains(grant.scope());
            case GcpKey _ ->
                assertThat(texts)
                        .contains("group:" + grant.principals().getFirst(), grant.scope())
                        .containsAll(grant.permissions());
        }
    }

    private static Stream<String> texts(Object read) {
        return switch (read) {
            case Map<?, ?> map -> map.values().stream().flatMap(GrantTerraformTest::texts);
            case List<?> list -> list.stream().flatMap(GrantTerraformTest::texts);
            case String text -> Stream.of(text);
            case null, default -> Stream.empty();
        };
    }
}
