package dev.quern.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quern.error.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronInZoneTests {

  private static final String BERLIN = "Europe/Berlin";

  /** The fires from one local time of Berlin to another, as UTC. */
  private static List<String> fires(String cron, String zone, String from, String to) {
    CronInZone times = CronInZone.of(cron, zone);
    List<String> fires = new ArrayList<>();
    Instant end = Instant.parse(to);
    Instant next = times.after(Instant.parse(from).minusNanos(1));
    while (next != null && next.isBefore(end)) {
      fires.add(next.toString());
      next = times.after(next);
    }
    return fires;
  }

  @Test
  void areOnTheClocksOfTheZone() {
    assertThat(fires("0 30 2 * * *", BERLIN, "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"))
        .containsExactly("2026-01-01T01:30:00Z", "2026-01-02T01:30:00Z");
    assertThat(fires("0 30 2 * * *", BERLIN, "2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z"))
        .containsExactly("2026-07-01T00:30:00Z");
    assertThat(fires("0 30 2 * * *", null, "2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z"))
        .containsExactly("2026-07-01T02:30:00Z");
    assertThat(fires("*/20 0 0 1 1 *", "+02:00", "2025-12-31T00:00:00Z", "2026-01-02T00:00:00Z"))
        .containsExactly("2025-12-31T22:00:00Z", "2025-12-31T22:00:20Z", "2025-12-31T22:00:40Z");
  }

  /** On 29 March 2026 Berlin's clocks go from 02:00 to 03:00: 02:30 is 03:30, once. */
  @Test
  void areNotLostWhereTheClocksGoForward() {
    assertThat(fires("0 30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    assertThat(fires("0 30 2,3 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly("2026-03-29T01:30:00Z");
    assertThat(fires("0 0 2 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly("2026-03-29T01:00:00Z");
    assertThat(fires("0 */30 * * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z"))
        .containsExactly(
            "2026-03-29T00:00:00Z",
            "2026-03-29T00:30:00Z",
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:30:00Z",
            "2026-03-29T02:00:00Z",
            "2026-03-29T02:30:00Z");
  }

  /**
   * On 25 October 2026 Berlin's clocks go from 03:00 to 02:00: 02:30 comes twice, and counts once.
   */
  @Test
  void areNotDoubledWhereTheClocksGoBack() {
    assertThat(fires("0 30 2 * * *", BERLIN, "2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z"))
        .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(fires("0 0 2,3 * * *", BERLIN, "2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z"))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z");
  }

  @Test
  void goOnThroughBothHoursWhereEveryHourIsMeant() {
    assertThat(fires("0 30 * * * *", BERLIN, "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z");
    assertThat(fires("0 30 */2 * * *", BERLIN, "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"))
        .containsExactly("2026-10-25T00:30:00Z");
  }

  @Test
  void areFoundYearsAhead() {
    assertThat(CronInZone.of("0 0 0 29 2 *", BERLIN).after(Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo("2028-02-28T23:00:00Z");
  }

  @Test
  void skipWhatWasMissedButForOne() {
    CronInZone times = CronInZone.of("0 0 * * * *", null);
    Instant due = Instant.parse("2026-01-01T01:00:00Z");
    assertThat(times.afterFire(due, due.plusMillis(900))).isEqualTo("2026-01-01T02:00:00Z");
    assertThat(times.afterFire(due, Instant.parse("2026-01-01T09:30:00Z")))
        .isEqualTo("2026-01-01T10:00:00Z");
  }

  @Test
  void losesNoFireOfEverySecondToAPollThatIsABitLate() {
    CronInZone times = CronInZone.of("* * * * * *", null);
    Instant due = Instant.parse("2026-01-01T01:00:00Z");
    assertThat(times.afterFire(due, due.plusMillis(1900))).isEqualTo(due.plusSeconds(1));
  }

  /** One a day, whatever the zone, the year and the time of day: none is lost and none doubled. */
  @Property(tries = 100)
  void areOneADayInEveryZone(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 23) int hour,
      @ForAll @IntRange(min = 0, max = 59) int minute) {
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
    CronInZone times = CronInZone.of("0 %d %d * * *".formatted(minute, hour), zone.getId());
    LocalDateTime day = LocalDateTime.of(1990 + random.nextInt(60), 1, 1, hour, minute);
    Instant time = day.atZone(zone).toInstant().minusSeconds(1);
    for (int i = 0; i < 366; i++, day = day.plusDays(1)) {
      Instant expected = day.atZone(zone).toInstant();
      if (expected.equals(time)) {
        continue; // a whole day was left out, as in Samoa in 2011
      }
      Instant next = times.after(time);
      // Java moves what does not exist by the gap, and takes the first of what comes twice.
      assertThat(next).as("%s in %s", day, zone).isEqualTo(expected);
      time = next;
    }
  }

  @Property(tries = 100)
  void ofEveryHourAreEvenlySpacedInEveryChange(@ForAll @IntRange(min = 0, max = 8760) int hours) {
    CronInZone times = CronInZone.of("0 0 * * * *", BERLIN);
    Instant time = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(hours));
    assertThat(times.after(time)).isEqualTo(time.plus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * * | UTC | cron | six fields",
        "0 30 2 * * * * | UTC | cron | six fields",
        "@daily | UTC | cron | six fields",
        "61 0 0 * * * | UTC | cron | cannot be read",
        "a b c d e f | UTC | cron | cannot be read",
        "0 0 0 30 2 * | UTC | cron | never comes",
        "0 0 0 * * * | Mars/Olympus | time_zone | no time zone",
        "0 0 0 * * * | ' ' | time_zone | no time zone",
        "'' | UTC | cron | blank",
      })
  void areRefusedWhereTheyMakeNoSense(String cron, String zone, String field, String words) {
    var refusal =
        catchThrowableOfType(InvalidRequestException.class, () -> CronInZone.of(cron, zone));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.errors()).hasSize(1);
    assertThat(refusal.errors().get(0).field()).isEqualTo(field);
    assertThat(refusal.errors().get(0).message()).contains(words);
  }
}
