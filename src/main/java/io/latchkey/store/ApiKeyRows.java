package io.latchkey.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Panache's repository of API keys. */
@Singleton
class ApiKeyRows implements PanacheRepositoryBase<ApiKeyRow, String> {}
