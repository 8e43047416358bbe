package io.latchkey.organization;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do. A caller can have several. */
public enum Role {
    /** Everything with the organization's keys. */
    KEY_ADMIN(Role.Names.KEY_ADMIN),
    /** Reads the organization's keys. */
    KEY_VIEWER(Role.Names.KEY_VIEWER),
    /** Reads the organization's keys and says what depends on them. */
    CLUSTER_PROVISIONER(Role.Names.CLUSTER_PROVISIONER),
    /** Administers organizations and API keys; no customer's keys. */
    OPERATOR(Role.Names.OPERATOR);

    /** The names on the wire, in tokens and in {@code @RolesAllowed}. */
    public static final class Names {
        public static final String KEY_ADMIN = "KeyAdmin";
        public static final String KEY_VIEWER = "KeyViewer";
        public static final String CLUSTER_PROVISIONER = "ClusterProvisioner";
        public static final String OPERATOR = "Operator";

        private Names() {}
    }

    private final String label;

    Role(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label.equals(label)).findFirst();
    }
}
