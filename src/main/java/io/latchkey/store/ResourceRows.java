package io.latchkey.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Panache's repository of protected resources. */
@Singleton
class ResourceRows implements PanacheRepositoryBase<ResourceRow, ResourcePlace> {}
