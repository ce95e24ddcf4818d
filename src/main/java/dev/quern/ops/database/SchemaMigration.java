package dev.quern.ops.database;

import dev.quern.error.StartRefusedException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/** Migrates the tables, and refuses those of a newer Quern. */
@Component
class SchemaMigration implements FlywayMigrationStrategy {

  /**
   * Runs the migrations.
   *
   * @throws StartRefusedException when a newer Quern has migrated the database, whose columns this
   *     version does not know
   */
  @Override
  public void migrate(Flyway flyway) {
    Arrays.stream(flyway.info().applied())
        .filter(applied -> applied.getVersion() != null && !applied.getState().isResolved())
        .reduce((earlier, later) -> later)
        .ifPresent(SchemaMigration::refuse);
    flyway.migrate();
  }

  private static void refuse(MigrationInfo newest) {
    throw new StartRefusedException(
        "The database was brought to version "
            + newest.getVersion()
            + " by a newer Quern, and this one does not know it",
        "Start that Quern again, or restore a backup that was made before");
  }
}
