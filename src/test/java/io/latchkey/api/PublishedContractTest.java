package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.support.Contract;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What existing clients rely on, as bare facts of the published contract in {@code published-contract.json}, is in the
 * document that the service serves; and the document describes the operations there are, no more and no fewer.
 */
@QuarkusTest
class PublishedContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode served;
    private final JsonNode published = published();

    @BeforeEach
    void readServedDocument() throws IOException {
        served = JSON.readTree(Contract.served());
    }

    @Test
    void hasThePublishedOperationsParametersStatusesAndHeaders() {
        for (var operation : members(published.get("operations"))) {
            var there = published.get("operations").get(operation);
            var here =
                    operation(there.get("method").textValue(), there.get("path").textValue());
            assertThat(here.path("operationId").textValue()).isEqualTo(operation);
            assertThat(parameters(here, there.get("path").textValue())).isEqualTo(texts(there.get("parameters")));
            assertThat(here.has("requestBody")).isEqualTo(there.get("body").booleanValue());
            for (var status : members(there.get("responses"))) {
                var response = resolved(here.path("responses").path(status));
                assertThat(members(response.path("headers")))
                        .as(operation + " " + status)
                        .containsAll(texts(there.get("responses").get(status)));
            }
        }
    }

    @Test
    void hasThePublishedSchemasWithEveryMemberTypeEnumAndRequirement() {
        for (var name : members(published.get("schemas"))) {
            var there = published.get("schemas").get(name);
            var here = served.at("/components/schemas").path(name);
            assertThat(texts(here.path("required"))).as(name).isEqualTo(texts(there.path("required")));
            for (var member : members(there.get("properties"))) {
                var expected = there.get("properties").get(member);
                var actual = resolved(here.path("properties").path(member));
                assertThat(actual.isMissingNode()).as(name + "." + member).isFalse();
                for (var fact : new String[] {"type", "enum", "x-extensible-enum", "format", "readOnly", "maxLength"}) {
                    if (expected.has(fact)) {
                        assertThat(actual.path(fact))
                                .as(name + "." + member + "." + fact)
                                .isEqualTo(expected.get(fact));
                    }
                }
            }
        }
    }

    @Test
    void choosesTheProviderKeyByItsKind() {
        var key = served.at("/components/schemas").path("byok.v1.Key").at("/properties/key");
        assertThat(key.at("/discriminator/propertyName").textValue()).isEqualTo("kind");
        assertThat(members(key.at("/discriminator/mapping"))).containsExactly("AwsKey", "AzureKey", "GcpKey");
        assertThat(key.path("oneOf")).hasSize(3);
    }

    @Test
    void describesTheOperationsThatThereAreAndNoOthers() {
        var documented = new TreeSet<String>();
        for (var path : members(served.get("paths"))) {
            members(served.get("paths").get(path)).stream()
                    .filter(member -> !member.equals("parameters"))
                    .forEach(method -> documented.add(method + " " + path));
        }
        var there = Stream.of(
                        KeysResource.class,
                        QuotaResource.class,
                        DependentsResource.class,
                        EventsResource.class,
                        WebhooksResource.class,
                        DeliveriesResource.class,
                        GrantsResource.class,
                        GranteesResource.class,
                        FindingsResource.class,
                        OrganizationsResource.class,
                        ApiKeysResource.class,
                        AuditResource.class)
                .flatMap(PublishedContractTest::operations)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(there);
    }

    private static Stream<String> operations(Class<?> resource) {
        var base = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .map(verb -> verb.value().toLowerCase(Locale.ROOT) + " " + base
                                + (method.isAnnotationPresent(Path.class)
                                        ? "/" + method.getAnnotation(Path.class).value()
                                        : "")));
    }

    private JsonNode operation(String method, String path) {
        return served.get("paths").path(path).path(method);
    }

    private Set<String> parameters(JsonNode operation, String path) {
        var names = new TreeSet<String>();
        // Headers that make a request conditional or repeatable are additions.
        operation.path("parameters").forEach(parameter -> {
            if (!parameter.path("$ref").asText().startsWith("#/components/parameters/I")) {
                names.add(parameter.get("name").textValue());
            }
        });
        served.get("paths")
                .path(path)
                .path("parameters")
                .forEach(parameter -> names.add(parameter.get("name").textValue()));
        return names;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? served.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static Set<String> members(JsonNode object) {
        var names = new TreeSet<String>();
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static JsonNode published() {
        try (InputStream facts = PublishedContractTest.class.getResourceAsStream("/published-contract.json")) {
            return JSON.readTree(facts);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
