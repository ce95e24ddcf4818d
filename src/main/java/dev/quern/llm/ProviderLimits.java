package dev.quern.llm;

import dev.quern.Usage;
import dev.quern.llm.accounting.CallAccounting;
import dev.quern.llm.failure.BusyProviderException;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.limit.Cluster;
import dev.quern.llm.limit.Limiter;
import dev.quern.llm.limit.OutdatedRequestException;
import dev.quern.llm.limit.Permit;
import dev.quern.llm.limit.WaitTooLongException;
import dev.quern.llm.limit.control.WaitListener;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.provider.Providers;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelCall;
import dev.quern.llm.request.ModelRequest;
import dev.quern.meter.MeterCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * The step {@code throttle} before every model call, with one {@link Limiter} for each provider. It
 * also reports the end of each call to the limiter.
 */
@Component("providerLimits")
public class ProviderLimits {

  /** The key of the provider in the log context, from the permit to the end of the call. */
  private static final String PROVIDER = "provider";

  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final Clock clock;
  private final Providers providers;
  private final CallAccounting accounts;
  private final ProviderMeters meters;
  private final MeterCache known;
  private final Map<String, Limiter> limiters = new ConcurrentHashMap<>();

  ProviderLimits(
      Cluster cluster,
      Providers providers,
      CallAccounting accounts,
      ProviderMeters meters,
      MeterRegistry registry,
      Clock clock) {
    this.providers = providers;
    this.clock = clock;
    this.cluster = cluster;
    this.accounts = accounts;
    this.meters = meters;
    this.known = new MeterCache(registry);
  }

  /**
   * Waits until the provider may be called, if the limits of the task allow the call. An interrupt
   * of the item ends the wait at once.
   *
   * @throws BusyProviderException when the provider cannot be called before the caller's time is up
   */
  public <T> ModelRequest<T> acquire(ModelRequest<T> modelRequest) {
    long estimate = CallAccounting.input(modelRequest);
    Usage max = accounts.most(modelRequest, estimate);
    modelRequest.budget().reserve(max, modelRequest.provider().hasPrices());
    try {
      ModelCall call = new ModelCall(acquirePermit(modelRequest, estimate), max, estimate);
      modelRequest.call(call);
      accounts.begun(modelRequest, call);
      modelRequest.budget().onSent();
      MDC.put(PROVIDER, modelRequest.provider().key());
      return modelRequest;
    } catch (InterruptedException e) {
      modelRequest.budget().settle(max, Usage.NONE);
      Thread.currentThread().interrupt();
      throw ModelCallException.of(FailureKind.STOPPED, "The call was told to stop", e);
    } catch (OutdatedRequestException e) {
      modelRequest.budget().settle(max, Usage.NONE);
      throw ModelCallException.of(
              FailureKind.STOPPED,
              "The settings of "
                  + modelRequest.provider()
                  + " have changed; the request is made anew",
              e)
          .leaveNextTryToOthers(Duration.ZERO);
    } catch (WaitTooLongException e) {
      modelRequest.budget().settle(max, Usage.NONE);
      throw BusyProviderException.of(modelRequest.provider(), e.reason(), e.untilFree(), e);
    } catch (RuntimeException e) {
      modelRequest.budget().settle(max, Usage.NONE);
      throw e;
    }
  }

  private Permit acquirePermit(ModelRequest<?> modelRequest, long estimate)
      throws InterruptedException {
    CallBudget.Origin origin = modelRequest.budget().origin();
    String group = origin == null ? "" : origin.taskId();
    String item = origin == null ? modelRequest.toString() : group + "/" + origin.itemSeq();
    Provider provider = modelRequest.provider();
    Limiter limiter = limiter(provider);
    meters.show(provider.key(), limiter);
    if (provider.id() != null && !providers.isOutdated(provider)) {
      limiter.goesTo(provider.server());
    }
    WaitListener listener = new ProviderWait(modelRequest, providers, known, clock);
    return limiter.acquire(
        provider.limits(), group, item, accounts.likely(modelRequest, estimate), listener);
  }

  /** Records the end of a call, successful or not, and releases its permit. */
  public <T> ModelRequest<T> release(ModelRequest<T> modelRequest) {
    ModelCall call = modelRequest.call();
    if (call != null) {
      modelRequest.call(null);
      modelRequest.budget().onEnded();
      MDC.remove(PROVIDER);
      limiter(modelRequest.provider()).release(call.permit(), call.tokens());
      accounts.ended(modelRequest, call);
    }
    return modelRequest;
  }

  /** Records a reply. */
  void succeeded(ModelRequest<?> modelRequest, ModelCall call) {
    limiter(modelRequest.provider()).succeeded(call.permit());
  }

  /** Pauses the provider, because the server asks to slow down. Returns the length of the pause. */
  Duration pause(ModelRequest<?> modelRequest, ModelCall call, ModelCallException failure) {
    Duration pause = failure.retryAfter() == null ? DEFAULT_PAUSE : failure.retryAfter();
    limiter(modelRequest.provider()).pause(call.permit(), pause);
    return pause;
  }

  /**
   * Records any other failure.
   *
   * @return whether the provider is down, so that the call waits for it at the throttle and the
   *     failure does not count
   */
  boolean failed(ModelRequest<?> modelRequest, ModelCall call, ModelCallException failure) {
    Limiter limiter = limiter(modelRequest.provider());
    return switch (failure.failureKind()) {
      case SERVER_ERROR, CONNECTION -> limiter.down(call.permit(), !isRefused(failure));
      case TIMEOUT -> call.permit().probe() && limiter.down(call.permit(), true);
      case STOPPED -> false;
      default -> {
        limiter.answered(call.permit());
        yield false;
      }
    };
  }

  /**
   * Records that a provider has answered outside of these limits, so that no call waits for its
   * next probe. Other nodes do not learn of it: theirs ends with their own probe, within a minute.
   */
  public void reached(Provider provider) {
    Limiter limiter = limiters.get(provider.key());
    if (limiter != null) {
      limiter.reached(provider.server());
    }
  }

  /** Tells the caller that its provider is down, and returns the time until it is tried again. */
  Duration tellWait(ModelRequest<?> modelRequest) {
    Duration wait = limiter(modelRequest.provider()).untilNextTry();
    modelRequest
        .budget()
        .onProviderWait(modelRequest.provider().toString(), clock.instant().plus(wait));
    return wait;
  }

  /**
   * When a provider that is down, or asked for a pause, is asked next; null where it may be now.
   */
  public @Nullable Instant nextTry(Provider provider) {
    Limiter limiter = limiters.get(provider.key());
    Duration wait = limiter == null ? Duration.ZERO : limiter.untilNextTry();
    return wait.isZero() ? null : clock.instant().plus(wait);
  }

  private static boolean isRefused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof ConnectTimeoutException
          || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private Limiter limiter(Provider provider) {
    return limiters.computeIfAbsent(provider.key(), key -> new Limiter(key, cluster, clock));
  }
}
