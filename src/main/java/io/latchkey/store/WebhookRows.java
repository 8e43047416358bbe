package io.latchkey.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Rows of webhooks. */
@Singleton
class WebhookRows implements PanacheRepositoryBase<WebhookRow, String> {}
