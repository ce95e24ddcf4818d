package dev.quern.dataset;

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
 * previous statement ran. Nothing is cached, so each caller sees the row as it is now. Reads happen
 * in a transaction of their own, so call it outside of transactions.
 */
public final class BatchedReads<K, V> {

  private static final int MAX_BATCH = 200;
  private static final long IDLE_SECONDS = 10;

  private record Wanted<K, V>(K key, CompletableFuture<Optional<V>> found) {}

  private final Function<Collection<K>, Map<K, V>> read;
  private final BlockingQueue<Wanted<K, V>> queue = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor reader;

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

  /** The value of a key, if there is one. Throws the exception of the read. */
  public Optional<V> get(K key) {
    Wanted<K, V> wanted = new Wanted<>(key, new CompletableFuture<>());
    queue.add(wanted);
    reader.execute(this::readAll);
    try {
      return wanted.found().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void readAll() {
    List<Wanted<K, V>> batch = new ArrayList<>();
    if (queue.drainTo(batch, MAX_BATCH) == 0) {
      return; // an earlier call has read it with others
    }
    try {
      Set<K> keys = batch.stream().map(Wanted::key).collect(Collectors.toSet());
      Map<K, V> found = read.apply(keys);
      batch.forEach(w -> w.found().complete(Optional.ofNullable(found.get(w.key()))));
    } catch (RuntimeException | Error e) {
      batch.forEach(w -> w.found().completeExceptionally(e));
    }
  }
}
