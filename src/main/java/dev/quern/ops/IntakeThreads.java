package dev.quern.ops;

import dev.quern.DaemonThreads;
import dev.quern.document.original.FileSettings;
import dev.quern.pipeline.intake.IntakeSettings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that take dropped files in. */
@Configuration(proxyBeanMethods = false)
class IntakeThreads {

  /**
   * One file after the other on the thread that looks into the folder, in order; or, where other
   * nodes can read the originals, many at once, most of which wait for a node that reads them. The
   * folder is not looked into while all threads are busy, so no queue of files grows in memory.
   */
  @Bean(destroyMethod = "shutdown")
  ExecutorService intakePool(FileSettings files, IntakeSettings settings) {
    if (!files.isShared()) {
      return new SynchronousExecutorService();
    }
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            settings.filesAtOnce(),
            settings.filesAtOnce(),
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            DaemonThreads.named("intake"),
            IntakeThreads::await);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static void await(Runnable task, ThreadPoolExecutor pool) {
    try {
      while (!pool.isShutdown()) {
        if (pool.getQueue().offer(task, 1, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RejectedExecutionException("The node ends; the file is taken in later");
  }
}
