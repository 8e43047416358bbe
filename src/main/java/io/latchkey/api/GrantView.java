package io.latchkey.api;

import io.latchkey.grant.Grant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** How a key's owner lets the platform use it. An addition to the contract. */
@RegisterForReflection
public record GrantView(
        String keyId,
        List<String> principals,
        List<String> permissions,
        String scope,
        Optional<KeyPolicyView> policy,
        List<String> commands,
        String text,
        String terraform) {

    static GrantView of(String keyId, Grant grant) {
        return new GrantView(
                keyId,
                grant.principals(),
                grant.permissions(),
                grant.scope(),
                grant.policy().map(KeyPolicyView::of),
                grant.commands(),
                grant.text(),
                grant.terraform());
    }
}
