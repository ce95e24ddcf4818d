package dev.quern.llm;

import dev.quern.llm.limit.control.WaitListener;
import dev.quern.llm.provider.Providers;
import dev.quern.llm.request.ModelRequest;
import dev.quern.meter.MeterCache;
import dev.quern.meter.QuernMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A request that waits for its provider: how long it may, and who is told of it. */
record ProviderWait(
    ModelRequest<?> modelRequest, Providers providers, MeterCache meters, Clock clock)
    implements WaitListener {

  @Override
  public void onWait(Instant nextTry) {
    modelRequest.budget().onProviderWait(modelRequest.provider().toString(), nextTry);
  }

  @Override
  public long nanosLeft() {
    Instant end = modelRequest.budget().waitsUntil();
    return end == null ? Long.MAX_VALUE : Duration.between(clock.instant(), end).toNanos();
  }

  @Override
  public boolean isCancelled() {
    return modelRequest.budget().isStopped();
  }

  @Override
  public boolean isOutdated() {
    return providers.isOutdated(modelRequest.provider());
  }

  @Override
  public void onWaited(String reason, long nanos) {
    meters
        .timer(QuernMeter.LLM_WAIT, modelRequest.provider().key(), reason)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void onResume() {
    modelRequest.budget().onProviderResumed();
  }
}
