package io.latchkey.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Panache's repository of organizations. */
@Singleton
class OrganizationRows implements PanacheRepositoryBase<OrganizationRow, UUID> {}
