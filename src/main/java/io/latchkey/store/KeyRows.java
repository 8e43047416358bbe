package io.latchkey.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Panache's repository of key rows. It can ask for anyone's keys, so it stays in this room; see {@link KeyStore}. */
@Singleton
class KeyRows implements PanacheRepositoryBase<KeyRow, String> {}
