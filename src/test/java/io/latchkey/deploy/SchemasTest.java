package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of the manifests does find mistakes: each is made once here. */
class SchemasTest {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: latchkey
            spec:
              minReadySeconds: 5
              template:
                spec:
                  containers:
                    - name: latchkey
                      readinessProbe:
                        periodSeconds: 2
            """;

    @Test
    void readsWhatIsRight() {
        var deployment = Schemas.read(Yaml.parse(DEPLOYMENT), Deployment.class);
        assertThat(deployment.getSpec().getMinReadySeconds()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minReadySeconds  | minReadySecond    | minReadySecond
            periodSeconds    | periodSecs        | periodSecs
            readinessProbe   | readynessProbe    | readynessProbe
            metadata         | metdata           | metdata
            minReadySeconds: 5 | minReadySeconds: "5" | minReadySeconds
            minReadySeconds: 5 | minReadySeconds: soon | minReadySeconds
            apps/v1          | apps/v1beta1      | no schema is known
            kind: Deployment | kind: Deploymnet  | no schema is known
            """)
    void refusesAMistake(String right, String wrong, String complaint) {
        var manifest = Yaml.parse(DEPLOYMENT.replace(right, wrong));
        assertThatThrownBy(() -> Schemas.read(manifest)).hasMessageContaining(complaint);
    }

    @Test
    void refusesAFieldThatIsGivenTwice() {
        assertThatThrownBy(() -> Yaml.parse(DEPLOYMENT + "kind: Job\n")).hasMessageContaining("Duplicate field 'kind'");
    }
}
