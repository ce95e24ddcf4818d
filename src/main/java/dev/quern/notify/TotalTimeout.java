package dev.quern.notify;

import dev.quern.DaemonThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Closes a connection after a total time. The client's own timeouts apply to each read, so a
 * receiver that sends a byte now and then would keep its place for ever.
 */
final class TotalTimeout implements ExecChainHandler {

  private final Duration max;
  private final ScheduledExecutorService timer = DaemonThreads.timer("notify-time-limit");

  TotalTimeout(Duration max) {
    this.max = max;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    if (scope.execRuntime instanceof Cancellable call) {
      // Nothing happens to a call that has ended by then: it has given its connection back.
      timer.schedule(call::cancel, max.toMillis(), TimeUnit.MILLISECONDS);
    }
    return chain.proceed(request, scope);
  }
}
