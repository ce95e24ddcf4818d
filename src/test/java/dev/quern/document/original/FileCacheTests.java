package dev.quern.document.original;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class FileCacheTests {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir private Path folder;
  private Instant now = NOON;
  private FileCache cache;

  @BeforeEach
  void make() throws IOException {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    FileSettings settings =
        new FileSettings(FileSettings.Kind.DATABASE, Duration.ofHours(1), DataSize.ofBytes(250));
    cache = new FileCache(new Home(folder), settings, clock);
  }

  private void put(String name) throws IOException {
    cache.put(name, Files.write(cache.part(), new byte[100]));
  }

  private boolean isThere(String name) {
    try {
      return cache.get(name) != null;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void forgetsWhatWasNotUsedForTheLongestTime() throws IOException {
    put("a");
    put("b");
    now = NOON.plus(Duration.ofMinutes(6));
    assertThat(cache.get("a")).isNotNull();
    put("c");
    assertThat(cache.get("b")).isNull();
    assertThat(cache.get("a")).isNotNull();
    assertThat(cache.get("c")).isNotNull();
  }

  @Test
  void keepsWhatMayBeInUseBeyondItsBound() throws IOException {
    put("a");
    put("b");
    put("c");
    assertThat(cache.get("a")).isNotNull();
    now = NOON.plus(Duration.ofMinutes(6));
    put("d");
    assertThat(cache.get("d")).isNotNull();
    assertThat(java.util.stream.Stream.of("a", "b", "c").filter(this::isThere)).hasSize(1);
  }
}
