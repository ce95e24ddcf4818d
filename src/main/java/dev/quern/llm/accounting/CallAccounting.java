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
  public Usage most(ModelRequest<?> modelRequest, long estimate) {
    Provider provider = modelRequest.provider();
    if (provider.isOffline()) {
      return Usage.ofCall(0, 0, 0);
    }
    TokenStatistics known = learnt(provider);
    long input = known.mostInput(estimate);
    long output = modelRequest.maxTokens() == null ? known.mostReply() : modelRequest.maxTokens();
    return Usage.ofCall(input, output, provider.cost(input, output));
  }

  /**
   * The tokens that the next call will probably use.
   *
   * @param estimate of the tokens of its messages
   */
  public long likely(ModelRequest<?> modelRequest, long estimate) {
    Provider provider = modelRequest.provider();
    if (provider.isOffline()) {
      return 0;
    }
    TokenStatistics known = learnt(provider);
    long output = known.reply();
    Integer max = modelRequest.maxTokens();
    return known.input(estimate) + (max == null ? output : Math.min(max, output));
  }

  /** An estimate of the tokens of the messages. */
  public static long input(ModelRequest<?> modelRequest) {
    long tokens = 0;
    for (ChatMessage message : modelRequest.messages()) {
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
  public void begun(ModelRequest<?> modelRequest, ModelCall call) {
    CallBudget.Origin origin = modelRequest.budget().origin();
    Provider provider = modelRequest.provider();
    if (origin != null && !provider.isOffline()) {
      log.open().begin(call, origin, provider.key(), provider.model());
    }
  }

  /** Records that a call has ended, successful or not. */
  public void ended(ModelRequest<?> modelRequest, ModelCall call) {
    Provider provider = modelRequest.provider();
    Usage used = call.used(provider);
    modelRequest.budget().settle(call.reserved(), used);
    if (call.isCounted() && !provider.isOffline()) {
      learnt(provider).add(call.estimate(), used.inputTokens(), used.outputTokens());
    }
    traces.ended(modelRequest, call);
    String model = provider.model();
    meters
        .timer(QuernMeter.LLM_LATENCY, provider.key(), model, call.callClass())
        .record(call.latencyMillis(), TimeUnit.MILLISECONDS);
    if (call.firstTokenMillis() != null) {
      meters
          .timer(QuernMeter.LLM_FIRST_TOKEN, provider.key(), model)
          .record(call.firstTokenMillis(), TimeUnit.MILLISECONDS);
    }
    note(modelRequest, call.callClass(), call.latencyMillis(), used, log.open().end(call));
  }

  /** Records a call that was not sent, because its reply was cached. */
  public void saved(ModelRequest<?> modelRequest) {
    modelRequest.budget().onCacheHit();
    note(modelRequest, ModelCall.CACHED, 0, Usage.ofSaved(1), null);
  }

  private void note(
      ModelRequest<?> modelRequest,
      String callClass,
      long latencyMillis,
      Usage used,
      @Nullable OpenCall open) {
    String key = modelRequest.provider().key();
    String model = modelRequest.provider().model();
    meters.counter(QuernMeter.LLM_CALLS, key, model, callClass).increment();
    meters.counter(QuernMeter.LLM_TOKENS, key, model, "input").increment(used.inputTokens());
    meters.counter(QuernMeter.LLM_TOKENS, key, model, "output").increment(used.outputTokens());
    meters.counter(QuernMeter.LLM_COST, key, model).increment(used.cost());
    log.add(
        new CallRecord(
            clock.instant(),
            modelRequest.budget().origin(),
            key,
            model,
            callClass,
            latencyMillis,
            used,
            open));
  }
}
