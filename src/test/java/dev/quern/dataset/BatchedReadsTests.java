package dev.quern.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.testing.Await;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BatchedReadsTests {

  private final List<Set<Integer>> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);

  @Test
  void readsTogetherWhatIsAskedForWhileItReads() {
    BatchedReads<Integer, String> reads = new BatchedReads<>("reads", this::slowly);
    AtomicInteger asking = new AtomicInteger();
    List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int key = i % 20;
      answers.add(ask(reads, key, asking));
      Await.until("the first is read", () -> !batches.isEmpty());
    }
    Await.until("all have asked", () -> asking.get() == 40);
    first.countDown();
    for (int i = 0; i < 40; i++) {
      assertThat(answers.get(i).join()).contains("row " + i % 20);
    }
    assertThat(batches).hasSizeLessThan(20).first().isEqualTo(Set.of(0));
  }

  @Test
  void saysWhatIsNotThereAndWhatWentWrong() {
    BatchedReads<Integer, String> none = new BatchedReads<>("reads", keys -> Map.of());
    assertThat(none.get("run", 1)).isEmpty();
    BatchedReads<Integer, String> broken =
        new BatchedReads<>(
            "reads",
            keys -> {
              throw new IllegalStateException("away");
            });
    assertThatThrownBy(() -> broken.get("run", 1)).isExactlyInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> broken.get("run", 1)).hasMessage("away");
  }

  @Test
  void whatARunHasReadServesItAndWhatWasReadAheadIsReadOnce() {
    first.countDown();
    BatchedReads<Integer, String> reads = new BatchedReads<>("reads", this::slowly);
    reads.readAhead("run 1", List.of(1, 2, 3));
    assertThat(reads.get("run 1", 2)).contains("row 2");
    assertThat(reads.get("run 1", 3)).contains("row 3");
    assertThat(batches).containsExactly(Set.of(1, 2, 3));
  }

  @Test
  void aRunSeesWhatWasChangedBeforeIt() {
    AtomicInteger version = new AtomicInteger();
    BatchedReads<Integer, Integer> reads =
        new BatchedReads<>(
            "reads", keys -> keys.stream().collect(Collectors.toMap(k -> k, k -> version.get())));
    assertThat(reads.get("run 1", 7)).contains(0);
    version.incrementAndGet();
    assertThat(reads.get("run 2", 7)).contains(1);
  }

  private static CompletableFuture<Optional<String>> ask(
      BatchedReads<Integer, String> reads, int key, AtomicInteger asking) {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              asking.incrementAndGet();
              answer.complete(reads.get("run", key));
            });
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private Map<Integer, String> slowly(Collection<Integer> keys) {
    batches.add(new TreeSet<>(keys));
    try {
      first.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return keys.stream().collect(Collectors.toMap(key -> key, key -> "row " + key));
  }
}
