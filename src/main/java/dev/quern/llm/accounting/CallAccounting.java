package dev.quern.llm.accounting;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.quern.Usage;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelCall;
import dev.quern.llm.request.ModelRequest;
import dev.quern.meter.MeterCache;
import dev.quern.meter.QuernMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Records what each call may use, and what it used. */
@Component
public class CallAccounting {

  private final CallLog log;
  private final MeterCache meters;
  private final CallTraces traces;
  private final Clock clock;
  private final Map<String, TokenStatistics> learnt = new ConcurrentHashMap<>();

  public CallAccounting(
      CallLog log, MeterRegistry meters, ObjectProvider<Tracer> tracers, Clock clock) {
    this.clock = clock;
    this.log = log;
    this.meters = new MeterCache(meters);
    this.traces = new CallTraces(tracers, clock);
  }

  private TokenStatistics learnt(Provider provider) {
    return learnt.computeIfAbsent(provider.key(), key -> new TokenStatistics());
  }

  /**
   * The upper limit of what the next call may use.
   *
   * @param estimate of the tokens of its messages
   */
  public Usage most(ModelRequest<?> ask, long estimate) {
    Provider provider = ask.provider();
    if (provider.isOffline()) {
      return Usage.ofCall(0, 0, 0);
    }
    TokenStatistics known = learnt(provider);
    long input = known.mostInput(estimate);
    long output = ask.maxTokens() == null ? known.mostReply() : ask.maxTokens();
    return Usage.ofCall(input, output, provider.cost(input, output));
  }

  /**
   * The tokens that the next call will probably use.
   *
   * @param estimate of the tokens of its messages
   */
  public long likely(ModelRequest<?> ask, long estimate) {
    Provider provider = ask.provider();
    if (provider.isOffline()) {
      return 0;
    }
    TokenStatistics known = learnt(provider);
    long output = known.reply();
    Integer max = ask.maxTokens();
    return known.input(estimate) + (max == null ? output : Math.min(max, output));
  }

  /** An estimate of the tokens of the messages. */
  public static long input(ModelRequest<?> ask) {
    long tokens = 0;
    for (ChatMessage message : ask.messages()) {
      tokens += TokenEstimate.OF_A_MESSAGE;
      if (message instanceof UserMessage user) {
        for (Content content : user.contents()) {
          tokens +=
              content instanceof TextContent text
                  ? TokenEstimate.of(text.text())
                  : TokenEstimate.OF_AN_IMAGE;
        }
      } else if (message instanceof AiMessage said && said.text() != null) {
        tokens += TokenEstimate.of(said.text());
      }
    }
    return tokens;
  }

  /** Records that a call is sent. */
  public void begun(ModelRequest<?> ask, ModelCall call) {
    CallBudget.Origin origin = ask.caller().origin();
    Provider provider = ask.provider();
    if (origin != null && !provider.isOffline()) {
      log.open().begin(call, origin, provider.key(), provider.model());
    }
  }

  /** Records that a call has ended, successful or not. */
  public void ended(ModelRequest<?> ask, ModelCall call) {
    Provider provider = ask.provider();
    Usage used = call.used(provider);
    ask.caller().settle(call.reserved(), used);
    if (call.isCounted() && !provider.isOffline()) {
      learnt(provider).add(call.estimate(), used.inputTokens(), used.outputTokens());
    }
    traces.ended(ask, call);
    String model = provider.model();
    meters
        .timer(QuernMeter.LLM_LATENCY, provider.key(), model, call.callClass())
        .record(call.latencyMillis(), TimeUnit.MILLISECONDS);
    if (call.firstTokenMillis() != null) {
      meters
          .timer(QuernMeter.LLM_FIRST_TOKEN, provider.key(), model)
          .record(call.firstTokenMillis(), TimeUnit.MILLISECONDS);
    }
    note(ask, call.callClass(), call.latencyMillis(), used, log.open().end(call));
  }

  /** Records a call that was not sent, because its reply was cached. */
  public void saved(ModelRequest<?> ask) {
    ask.caller().onCacheHit();
    note(ask, ModelCall.CACHED, 0, Usage.ofSaved(1), null);
  }

  private void note(
      ModelRequest<?> ask,
      String callClass,
      long latencyMillis,
      Usage used,
      @Nullable OpenCall open) {
    String key = ask.provider().key();
    String model = ask.provider().model();
    meters.counter(QuernMeter.LLM_CALLS, key, model, callClass).increment();
    meters.counter(QuernMeter.LLM_TOKENS, key, model, "input").increment(used.inputTokens());
    meters.counter(QuernMeter.LLM_TOKENS, key, model, "output").increment(used.outputTokens());
    meters.counter(QuernMeter.LLM_COST, key, model).increment(used.cost());
    log.add(
        new CallRecord(
            clock.instant(),
            ask.caller().origin(),
            key,
            model,
            callClass,
            latencyMillis,
            used,
            open));
  }
}
