package io.latchkey.store;

import io.latchkey.key.DisplayName;
import io.latchkey.key.ProtectedResource;
import io.latchkey.key.ResourceId;
import io.latchkey.key.ResourceKind;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A protected resource's row. It is changed only while its key's row is locked. */
@Entity
@Table(name = "protected_resource")
class ResourceRow {

    @EmbeddedId
    ResourcePlace place;

    String kind;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    static ResourceRow of(ResourcePlace place, ProtectedResource resource) {
        var row = new ResourceRow();
        row.place = place;
        row.createdAt = resource.createdAt();
        row.describe(resource);
        return row;
    }

    void describe(ProtectedResource resource) {
        kind = resource.kind().value();
        displayName = resource.displayName().map(DisplayName::value).orElse(null);
    }

    ProtectedResource toResource() {
        return new ProtectedResource(
                new ResourceId(place.id()),
                new ResourceKind(kind),
                Optional.ofNullable(displayName).map(DisplayName::new),
                createdAt);
    }
}
