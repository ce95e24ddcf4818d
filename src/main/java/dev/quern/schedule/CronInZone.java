package dev.quern.schedule;

import dev.quern.error.FieldChecks;
import dev.quern.error.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a schedule fires: a cron expression of six fields (seconds, minutes, hours, day of month,
 * month, day of week; as Spring's {@link CronExpression}) on the clocks of a time zone.
 *
 * <p>Where the clocks go forward, a time that does not exist is moved by as much as they are: 02:30
 * becomes 03:30. Where they go back, an hour that comes twice counts once, its first time; an
 * expression for every hour ({@code *}) fires in both. So no fire is lost and none is repeated.
 *
 * <p>Spring and db-scheduler both know cron expressions in a zone, but neither guarantees this. So
 * the expression is evaluated only for local times, and the changes of the zone are handled here.
 */
record CronInZone(CronExpression cron, boolean everyHour, ZoneId zone) {

  /** A fire that is late by at most this counts as on time; see {@link #afterFire}. */
  static final Duration ON_TIME = Duration.ofSeconds(2);

  private static final int FIELDS = 6;
  private static final int HOURS = 2;
  private static final int MAX_STRETCHES = 200; // a hundred years in most zones

  /**
   * Reads an expression and a zone.
   *
   * @throws InvalidRequestException naming {@code cron} or {@code time_zone}
   */
  static CronInZone of(@Nullable String cron, @Nullable String zone) {
    new FieldChecks().text("cron", cron, 200).optional("time_zone", zone, 100).done();
    String[] fields = String.valueOf(cron).strip().split("\\s+");
    new FieldChecks()
        .that(
            fields.length == FIELDS,
            "cron",
            "must have six fields, seconds first, such as \"0 30 2 * * *\"; it has "
                + fields.length)
        .done();
    boolean everyHour = fields[HOURS].matches("\\*(/1)?|0-23");
    return new CronInZone(expression(String.join(" ", fields)), everyHour, zone(zone));
  }

  private static CronExpression expression(String cron) {
    CronExpression parsed = null;
    String fault = "names a time that never comes";
    try {
      parsed = CronExpression.parse(cron);
    } catch (IllegalArgumentException e) {
      fault = "cannot be read: " + e.getMessage();
    }
    boolean comes = parsed != null && parsed.next(LocalDateTime.of(2024, 1, 1, 0, 0)) != null;
    new FieldChecks().that(comes, "cron", fault).done();
    return Objects.requireNonNull(parsed);
  }

  private static ZoneId zone(@Nullable String zone) {
    try {
      return ZoneId.of(zone == null ? "UTC" : zone.strip());
    } catch (DateTimeException e) {
      throw InvalidRequestException.field(
          "time_zone", "is no time zone; name one such as Europe/Berlin, UTC or +02:00");
    }
  }

  /** The first fire after that time; null when there is none for years. */
  @Nullable Instant after(Instant time) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition begin = rules.previousTransition(time.plusNanos(1));
    // The times that a step forward has left out are those of the old offset, for as long.
    Instant best =
        begin != null && begin.isGap() ? within(time, begin.getOffsetBefore(), endOf(begin)) : null;
    for (int stretch = 0; stretch < MAX_STRETCHES; stretch++) {
      ZoneOffsetTransition end = rules.nextTransition(begin == null ? time : begin.getInstant());
      ZoneOffset offset = begin == null ? rules.getOffset(time) : begin.getOffsetAfter();
      Instant from = begin == null ? time : later(time, startAfter(begin));
      best = earlier(best, within(from, offset, endOf(end)));
      if (end == null || best != null && !best.isAfter(end.getInstant())) {
        break;
      }
      begin = end;
    }
    return best;
  }

  /**
   * The fire after one that was due at that time and has been made now. Fires that were missed
   * meanwhile, because no node was running, are skipped; the one made now replaces them.
   */
  @Nullable Instant afterFire(Instant due, Instant now) {
    Instant next = after(due);
    return next != null && next.isBefore(now.minus(ON_TIME)) ? after(now) : next;
  }

  private @Nullable Instant within(Instant after, ZoneOffset offset, Instant end) {
    LocalDateTime next = cron.next(LocalDateTime.ofInstant(after, offset));
    Instant instant = next == null ? null : next.toInstant(offset);
    return instant != null && instant.isBefore(end) ? instant : null;
  }

  private Instant startAfter(ZoneOffsetTransition change) {
    boolean again = change.isOverlap() && !everyHour;
    Instant start = change.getInstant();
    return (again ? start.minus(change.getDuration()) : start).minusNanos(1);
  }

  private static Instant endOf(@Nullable ZoneOffsetTransition change) {
    if (change == null) {
      return Instant.MAX;
    }
    return change.isGap() ? change.getInstant().plus(change.getDuration()) : change.getInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }
}
