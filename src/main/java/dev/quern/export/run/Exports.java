package dev.quern.export.run;

import dev.quern.DaemonThreads;
import dev.quern.dataset.NearDuplicates;
import dev.quern.export.bundle.Contents;
import dev.quern.export.bundle.Target;
import dev.quern.export.bundle.ZipTarget;
import dev.quern.export.run.split.Sides;
import dev.quern.home.Home;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs export plans. */
@Component
public class Exports {

  private static final String ROUTE = "direct:export";

  /** Until this many bytes are written, a failure can still be answered instead of a file. */
  private static final int MIN_AT_FIRST = 1 << 16;

  private final ExportRoute route;
  private final ImageContents images;
  private final NearDuplicates nearDuplicates;
  private final Home home;
  private final ExecutorService writers =
      Executors.newCachedThreadPool(DaemonThreads.named("export"));

  Exports(ExportRoute route, ImageContents images, NearDuplicates nearDuplicates, Home home) {
    this.route = route;
    this.images = images;
    this.nearDuplicates = nearDuplicates;
    this.home = home;
  }

  /** Writes into a stream, which stays open. */
  public Contents.Counts write(Plan plan, OutputStream out) {
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    return write(plan, plan.zip() ? new ZipTarget(buffered) : Target.single(buffered));
  }

  /** Writes the files of a plan. */
  public Contents.Counts write(Plan plan, Target target) {
    try (FileRun run = new FileRun(plan, target, sides(plan), images, home.scratch())) {
      route.run(ROUTE, run);
      return run.counts();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes for a reader that may be slow or disconnect. */
  public void send(Plan plan, OutputStream out) throws IOException {
    try (Spool spool = new Spool(home.scratch())) {
      writers.execute(
          () -> {
            Throwable failure = null;
            try {
              write(plan, spool.output());
            } catch (RuntimeException | Error e) {
              failure = e;
            }
            spool.end(failure);
          });
      spool.copyTo(out, MIN_AT_FIRST);
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a file was sent", e);
    }
  }

  /** What a file would hold. */
  public Preview preview(Plan plan) {
    PreviewRun run = new PreviewRun(plan, images);
    route.run(ROUTE, run);
    return run.preview();
  }

  private @Nullable Sides sides(Plan plan) {
    if (plan.split() == null) {
      return null;
    }
    try (NearDuplicates.Search search =
        nearDuplicates.search(SplitSearch.SIMILAR, home.scratch())) {
      SplitSearch split =
          new SplitSearch(plan.rows(), plan.choice(), plan.split().doubleValue(), search);
      route.run(ROUTE, split);
      return split.sides();
    }
  }
}
