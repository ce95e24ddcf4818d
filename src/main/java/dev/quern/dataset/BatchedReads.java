package dev.quern.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Combines the reads of many threads: one statement reads everything that was asked for while the
 * previous statement ran, and what will be asked for soon. A value serves the run that has it read
 * for a second; another run reads it again, so it sees every change that was made before it began.
 * Reads happen in a transaction of their own, so call it outside of transactions.
 */
public final class BatchedReads<K, V> {

  private static final int MAX_BATCH = 200;
  private static final long IDLE_SECONDS = 10;
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MAX_KEPT = 2000;

  private record Of<K>(String run, K key) {}

  private record Wanted<K, V>(Of<K> of, CompletableFuture<Optional<V>> found) {}

  private final Function<Collection<K>, Map<K, V>> read;
  private final BlockingQueue<Wanted<K, V>> queue = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor reader;
  private final Cache<Of<K>, CompletableFuture<Optional<V>>> fresh =
      Caffeine.newBuilder()
          .expireAfterWrite(FRESH)
          .maximumSize(MAX_KEPT)
          .executor(Runnable::run)
          .build();

  /**
   * @param name the name of the reading thread, which ends when there is nothing to do
   * @param read finds the values of up to 200 keys
   */
  public BatchedReads(String name, Function<Collection<K>, Map<K, V>> read) {
    this.read = read;
    this.reader =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    reader.allowCoreThreadTimeOut(true);
  }

  /**
   * The value of a key, if there is one, at most a second old. Throws the exception of the read.
   *
   * @param run who asks; a run of a task
   */
  public Optional<V> get(String run, K key) {
    CompletableFuture<Optional<V>> asked = ask(new Of<>(run, key));
    if (!asked.isDone()) {
      reader.execute(this::readAll);
    }
    try {
      return asked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Has the values of keys read that a run will soon ask for. Does not wait. */
  public void readAhead(String run, Collection<K> keys) {
    keys.forEach(key -> ask(new Of<>(run, key)));
    reader.execute(this::readAll);
  }

  private CompletableFuture<Optional<V>> ask(Of<K> of) {
    return fresh.get(
        of,
        absent -> {
          Wanted<K, V> wanted = new Wanted<>(absent, new CompletableFuture<>());
          queue.add(wanted);
          return wanted.found();
        });
  }

  private void readAll() {
    List<Wanted<K, V>> batch = new ArrayList<>();
    if (queue.drainTo(batch, MAX_BATCH) == 0) {
      return; // an earlier call has read it with others
    }
    try {
      Set<K> keys = batch.stream().map(wanted -> wanted.of().key()).collect(Collectors.toSet());
      Map<K, V> found = read.apply(keys);
      batch.forEach(w -> w.found().complete(Optional.ofNullable(found.get(w.of().key()))));
    } catch (RuntimeException | Error e) {
      batch.forEach(wanted -> fresh.invalidate(wanted.of()));
      batch.forEach(wanted -> wanted.found().completeExceptionally(e));
    }
  }
}
