package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.latchkey.outbound.OutboundSettings;
import io.smallrye.config.WithDefault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the table "What to open for what" promises is in the policies, of components too that nobody has taken yet. */
class WaysTest {

    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]+) \\|");
    private static final Pattern COMPONENT = Pattern.compile("components? `([\\w-]+)`");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    /** @param opens the last cell */
    private record Row(String to, String ports, String opens) {}

    @Test
    void areOpenedByTheComponentsThatTheTableNames() {
        assertThat(rows())
                .filteredOn(row -> COMPONENT.matcher(row.opens).find())
                .hasSizeGreaterThan(5)
                .allSatisfy(row -> {
                    var component = COMPONENT.matcher(row.opens).results().findFirst();
                    var egress = egress(component.orElseThrow().group(1));
                    assertThat(egress.stream().flatMap(rule -> rule.getPorts().stream()))
                            .extracting(port -> port.getPort().getIntVal().toString())
                            .containsAll(all(NUMBER, row.ports));
                    assertThat(egress.stream()
                                    .flatMap(rule -> rule.getTo().stream())
                                    .map(peer -> peer.getIpBlock())
                                    .filter(Objects::nonNull))
                            .extracting(block -> block.getCidr())
                            .containsAll(all(ADDRESS, row.to).stream()
                                    .map(address -> address + "/32")
                                    .toList());
                });
    }

    @Test
    void areAllInTheTable() {
        var named = rows().flatMap(row -> all(COMPONENT, row.opens).stream())
                .map(text -> text.replaceAll(".*`(.*)`", "$1"))
                .toList();
        assertThat(components())
                .filteredOn(component -> !egress(component).isEmpty())
                .hasSizeGreaterThan(5)
                .allMatch(named::contains);
    }

    /** The migration has names to look up too; it needs no cloud. */
    @Test
    void leadFromLatchkeysPodsAlone() {
        assertThat(components().flatMap(WaysTest::policies)).isNotEmpty().allSatisfy(policy -> {
            var selector = policy.getSpec().getPodSelector().getMatchLabels();
            var meant = Workload.in(Deploy.PRODUCTION)
                    .filter(workload -> workload.isMeantBy(selector))
                    .map(Workload::name)
                    .toList();
            var isForNames = policy.getSpec().getEgress().stream()
                    .flatMap(rule -> rule.getPorts().stream())
                    .allMatch(port -> port.getPort().getIntVal() == 53);
            assertThat(meant)
                    .containsExactlyInAnyOrderElementsOf(
                            isForNames ? List.of("latchkey", "latchkey-migration") : List.of("latchkey"));
            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Egress");
        });
    }

    @Test
    void leadToTheProxysOwnPort() throws ReflectiveOperationException {
        var port = OutboundSettings.Proxy.class
                .getMethod("port")
                .getAnnotation(WithDefault.class)
                .value();
        assertThat(egress("proxy").stream().flatMap(rule -> rule.getPorts().stream()))
                .extracting(open -> open.getPort().getIntVal().toString())
                .containsExactly(port);
    }

    private static Stream<Row> rows() {
        var readme = Yaml.text(Deploy.ROOT.resolve("README.md"));
        var start = readme.indexOf("## What to open for what");
        return ROW.matcher(readme.substring(start, readme.indexOf("\n## ", start)))
                .results()
                .map(row -> new Row(row.group(2), row.group(3), row.group(4)));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).toList();
    }

    private static Stream<String> components() {
        return Deploy.kustomizations()
                .filter(folder -> folder.startsWith(Deploy.PRODUCTION))
                .filter(folder -> Kustomization.in(folder).kind().equals("Component"))
                .map(folder -> folder.getFileName().toString());
    }

    private static List<NetworkPolicyEgressRule> egress(String component) {
        return policies(component)
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .toList();
    }

    private static Stream<NetworkPolicy> policies(String component) {
        Path folder = Deploy.PRODUCTION.resolve(component);
        return Kustomization.each(Kustomization.in(folder).resources())
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .map(file -> Schemas.read(Yaml.read(file)))
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast);
    }
}
