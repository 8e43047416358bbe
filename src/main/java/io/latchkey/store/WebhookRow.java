package io.latchkey.store;

import io.latchkey.key.KeyEventType;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Webhook;
import io.latchkey.organization.Webhook.Cause;
import io.latchkey.organization.Webhook.Disabled;
import io.latchkey.organization.WebhookId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A webhook's row. After its birth it is changed by statements only. */
@Entity
@Table(name = "receiver")
class WebhookRow {

    @Id
    String id;

    String kind;

    @Column(name = "organization_id")
    UUID organizationId;

    String url;

    @Column(name = "display_name")
    String displayName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] types;

    @Column(name = "secret_number")
    int secretNumber;

    @Column(name = "previous_until")
    Instant previousUntil;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "disabled_at")
    Instant disabledAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "disabled_because")
    Cause disabledBecause;

    @Column(name = "removed_at")
    Instant removedAt;

    static WebhookRow of(Webhook webhook) {
        var row = new WebhookRow();
        row.id = webhook.id().value();
        row.kind = "WEBHOOK";
        row.organizationId = webhook.organization().value();
        row.url = webhook.url();
        row.displayName = webhook.displayName().orElse(null);
        row.types = webhook.types().stream().map(KeyEventType::name).toArray(String[]::new);
        row.secretNumber = webhook.secretNumber();
        row.createdAt = webhook.createdAt();
        return row;
    }

    Webhook toWebhook() {
        return new Webhook(
                new WebhookId(id),
                new OrganizationId(organizationId),
                url,
                Optional.ofNullable(displayName),
                Arrays.stream(types).map(KeyEventType::valueOf).collect(Collectors.toSet()),
                secretNumber,
                createdAt,
                Optional.ofNullable(previousUntil),
                Optional.ofNullable(disabledAt).map(at -> new Disabled(at, disabledBecause)));
    }
}
