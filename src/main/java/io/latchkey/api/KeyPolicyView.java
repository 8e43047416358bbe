package io.latchkey.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.latchkey.grant.KeyPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements for a key's policy, in the spelling of AWS: good as they are. */
@RegisterForReflection
@JsonNaming(UpperCamelCaseStrategy.class)
public record KeyPolicyView(String version, List<Statement> statement) {

    /** One statement. */
    @RegisterForReflection
    @JsonNaming(UpperCamelCaseStrategy.class)
    public record Statement(
            String sid,
            String effect,
            Principal principal,
            List<String> action,
            String resource,
            Optional<Map<String, Map<String, String>>> condition) {}

    /** Who is let. */
    @RegisterForReflection
    public record Principal(@JsonProperty("AWS") List<String> aws) {}

    static KeyPolicyView of(KeyPolicy policy) {
        return new KeyPolicyView(
                KeyPolicy.VERSION,
                policy.statements().stream().map(KeyPolicyView::of).toList());
    }

    private static Statement of(KeyPolicy.Statement statement) {
        return new Statement(
                statement.sid(),
                "Allow",
                new Principal(statement.principals()),
                statement.actions(),
                KeyPolicy.THIS_KEY,
                statement
                        .condition()
                        .map(condition -> Map.of(condition.operator(), Map.of(condition.key(), condition.value()))));
    }
}
