package io.latchkey.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Panache's repository of schedule rows. */
@Singleton
class ScheduleRows implements PanacheRepositoryBase<ScheduleRow, String> {}
