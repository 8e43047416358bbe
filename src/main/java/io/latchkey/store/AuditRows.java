package io.latchkey.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Panache's repository of audit rows. */
@Singleton
class AuditRows implements PanacheRepositoryBase<AuditRow, Long> {}
