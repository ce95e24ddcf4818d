package dev.quern.tasktype.datadistillation.duplicates;

import dev.quern.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the fingerprints of a batch on as many threads as there are CPU workers. */
public final class FingerprintWorkers implements AutoCloseable {

  private final List<Fingerprinter> makers = new ArrayList<>();
  private final ExecutorService threads;

  public FingerprintWorkers(DistillationConfig config, int count) {
    for (int i = 0; i < count; i++) {
      makers.add(new Fingerprinter(config));
    }
    threads = Executors.newFixedThreadPool(count, DaemonThreads.named("fingerprints"));
  }

  /** In the order of the batch. */
  public List<Fingerprint> of(List<ScannedEntry> batch) {
    List<Callable<List<Fingerprint>>> parts = new ArrayList<>();
    int size = (batch.size() + makers.size() - 1) / makers.size();
    for (int i = 0; i * size < batch.size(); i++) {
      Fingerprinter maker = makers.get(i);
      List<ScannedEntry> part = batch.subList(i * size, Math.min(batch.size(), (i + 1) * size));
      parts.add(() -> part.stream().map(maker::of).toList());
    }
    try {
      List<Fingerprint> all = new ArrayList<>(batch.size());
      for (Future<List<Fingerprint>> part : threads.invokeAll(parts)) {
        all.addAll(part.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while entries were compared");
    } catch (ExecutionException e) {
      throw new IllegalStateException("An entry cannot be compared with others", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
