package dev.quern.meter;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.DISTRIBUTION_SUMMARY;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The meters of Quern: their names, units, tags and what they say. Meters are made here and nowhere
 * else, so that each has its help text; {@code src/docs/meters.md} is made from this list.
 */
public enum QuernMeter {
  TASKS(
      "quern.tasks",
      TIMER,
      "seconds",
      "Tasks that ended, and how long they took",
      "task_type",
      "outcome"),
  TASKS_OPEN(
      "quern.tasks.open", GAUGE, "tasks", "Tasks that have not ended, on all nodes", "state"),
  TASKS_RUNNING("quern.tasks.running", GAUGE, "tasks", "Tasks at work on this node"),
  TASKS_STALLED(
      "quern.tasks.stalled",
      GAUGE,
      "tasks",
      "Tasks at work on this node of which no item has been stored for quern.tasks.stall-after"),
  TASKS_CRASHED(
      "quern.tasks.crashes",
      GAUGE,
      "crashes",
      "How often the process ended under one open task, of all the largest, the items in its window"
          + " to be done again; forgotten once a task has shown that it does no harm"),
  TASKS_BUDGET(
      "quern.tasks.budget.used",
      GAUGE,
      "ratio",
      "The largest share that an open task has used of its max_tokens_total or max_cost, 0 to 1"),
  QUEUE_DEPTH(
      "quern.queue.depth",
      GAUGE,
      "tasks",
      "Tasks that wait for their turn, on all nodes; priority is high, normal (0) or low",
      "task_type",
      "priority"),
  QUEUE_AGE(
      "quern.queue.age",
      GAUGE,
      "seconds",
      "For how long the oldest of those has been waiting",
      "task_type",
      "priority"),
  QUEUE_PICKUP(
      "quern.queue.pickup",
      TIMER,
      "seconds",
      "From when a task is due until it is taken",
      "task_type"),
  ITEMS(
      "quern.items",
      COUNTER,
      "items",
      "Attempts at items that ended: done, failed, or retried",
      "task_type",
      "outcome"),
  ITEM_TIME(
      "quern.item.time",
      TIMER,
      "seconds",
      "How long such an attempt took, the wait for limits and the commit included",
      "task_type",
      "outcome"),
  ITEM_ATTEMPTS(
      "quern.item.attempts",
      DISTRIBUTION_SUMMARY,
      "attempts",
      "At which attempt items were done or given up",
      "task_type",
      "outcome"),
  ITEM_FAILURES(
      "quern.item.failures",
      COUNTER,
      "failures",
      "Attempts at items that failed, by the class of the failure",
      "task_type",
      "class"),
  ITEMS_IN_FLIGHT(
      "quern.items.in.flight",
      GAUGE,
      "items",
      "Items of the tasks on this node that are in flight, or wait for their commit"),
  ITEMS_WINDOW(
      "quern.items.window",
      GAUGE,
      "items",
      "How many items the tasks on this node may have in flight: the sum of their parallelism"),
  WARNINGS(
      "quern.warnings",
      COUNTER,
      "warnings",
      "What ended tasks report as stored but doubtful, or as refused: echo, repeated_question …",
      "task_type",
      "warning"),
  LLM_CALLS(
      "quern.llm.calls",
      COUNTER,
      "calls",
      "Calls to models; the class is ok, cached, or that of the failure (rate-limited for a 429)",
      "provider",
      "model",
      "class"),
  LLM_LATENCY(
      "quern.llm.latency",
      TIMER,
      "seconds",
      "How long calls to models took, the wait for limits not included",
      "provider",
      "model",
      "class"),
  LLM_FIRST_TOKEN(
      "quern.llm.first.token",
      TIMER,
      "seconds",
      "Until the first token of a streamed reply came",
      "provider",
      "model"),
  LLM_TOKENS(
      "quern.llm.tokens",
      COUNTER,
      "tokens",
      "Tokens of calls to models, estimated where a server counts none; the kind is input or output",
      "provider",
      "model",
      "kind"),
  LLM_COST(
      "quern.llm.cost",
      COUNTER,
      "currency",
      "What calls cost by the providers' prices, in their currency",
      "provider",
      "model"),
  LLM_WAIT(
      "quern.llm.wait",
      TIMER,
      "seconds",
      "How long calls waited for the provider's limits: turn, concurrency, requests, tokens,"
          + " pause (after a 429), circuit, or cluster (for the other nodes)",
      "provider",
      "reason"),
  LLM_IN_FLIGHT(
      "quern.llm.in.flight", GAUGE, "calls", "Calls from this node in flight", "provider"),
  LLM_WAITING(
      "quern.llm.waiting", GAUGE, "calls", "Calls on this node that wait for limits", "provider"),
  LLM_CIRCUIT(
      "quern.llm.circuit.open",
      GAUGE,
      "state",
      "1 while this node takes the provider for down and only tries it now and then, else 0, and 0"
          + " after two minutes in which no call was for it",
      "provider"),
  INTAKE_WAITING(
      "quern.intake.waiting",
      GAUGE,
      "files",
      "Files on this node whose text is not read yet, those at work included: dropped into its"
          + " inbox, or uploaded, of each upload the one whose turn it is",
      "source"),
  INTAKE_STUCK(
      "quern.intake.stuck",
      GAUGE,
      "seconds",
      "For how long files have been waiting in the inbox of this node without one being taken in"),
  EXTRACTION(
      "quern.extraction",
      TIMER,
      "seconds",
      "Documents that were read; the outcome is read, unreadable or error",
      "format",
      "outcome"),
  SCHEDULES_LATE(
      "quern.schedules.late",
      GAUGE,
      "schedules",
      "Schedules whose fire is more than a minute overdue"),
  SCHEDULES_FAILING(
      "quern.schedules.failing", GAUGE, "schedules", "Schedules whose last fire was refused"),
  WEBHOOKS(
      "quern.webhooks",
      COUNTER,
      "deliveries",
      "Tries to tell the end of a task: delivered, retried, or gave_up",
      "outcome"),
  WEBHOOK_BACKLOG(
      "quern.webhooks.backlog", GAUGE, "deliveries", "Ends of tasks that are still to be told"),
  WEBHOOK_AGE(
      "quern.webhooks.age", GAUGE, "seconds", "For how long the oldest of them has been waiting"),
  EXPORTS(
      "quern.outbox.exports",
      COUNTER,
      "files",
      "Files written for the outbox",
      "format",
      "outcome"),
  EXPORTS_PENDING(
      "quern.outbox.pending",
      GAUGE,
      "pipelines",
      "Finished pipelines whose files are to be written"),
  EXPORTS_AGE(
      "quern.outbox.age", GAUGE, "seconds", "For how long the oldest of them has been waiting"),
  NODES("quern.nodes", GAUGE, "nodes", "Nodes with a lease, this one included"),
  NODE_LEASE_AGE(
      "quern.node.lease.age",
      GAUGE,
      "seconds",
      "Since when a node has not renewed its lease; it does so every 2 s and has lost it after 8 s",
      "node"),
  NODE_PARTS(
      "quern.node.parts",
      GAUGE,
      "parts",
      "Running tasks that a node works on, alone or with other nodes",
      "node"),
  DATABASE_SIZE("quern.database.size", GAUGE, "bytes", "Size of the database on disk"),
  DATABASE_SNAPSHOT_AGE(
      "quern.database.snapshot.age",
      GAUGE,
      "seconds",
      "Age of the oldest transaction that keeps PostgreSQL from clearing dead rows away"),
  SECRETS_LOCKED(
      "quern.secrets.locked",
      GAUGE,
      "secrets",
      "Stored secrets that this node's key does not open, looked at as it started"),
  EVENT_STREAMS(
      "quern.events.streams",
      GAUGE,
      "streams",
      "Event streams of tasks that are open on this node");

  /** Seconds; a reply takes from tenths of them to minutes. */
  private static final Duration[] BUCKETS =
      Stream.of(5, 25, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000, 300_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final String meter;
  private final Meter.Type type;
  private final String unit;
  private final String help;
  private final List<String> tags;

  QuernMeter(String meter, Meter.Type type, String unit, String help, String... tags) {
    this.meter = meter;
    this.type = type;
    this.unit = unit;
    this.help = help;
    this.tags = List.of(tags);
  }

  /** The meter of that name. */
  public static QuernMeter named(String name) {
    return Stream.of(values()).filter(each -> each.meter.equals(name)).findFirst().orElseThrow();
  }

  /** The name in Micrometer; Prometheus has underscores for its dots, and endings. */
  public String meter() {
    return meter;
  }

  public Meter.Type type() {
    return type;
  }

  public String unit() {
    return unit;
  }

  /**
   * The unit that the name in Prometheus is to end with; a number of things has none, as the name
   * itself says what it counts.
   */
  private @Nullable String suffix() {
    return Set.of("seconds", "bytes", "ratio").contains(unit) ? unit : null;
  }

  /** What it says, a sentence without a full stop. */
  public String help() {
    return help;
  }

  public List<String> tags() {
    return tags;
  }

  /** Its counter with these values of its tags, in their order. */
  public Counter counter(MeterRegistry registry, String... values) {
    return Counter.builder(meter)
        .description(help)
        .baseUnit(suffix())
        .tags(tags(values))
        .register(registry);
  }

  /** Its timer with these values of its tags, with a histogram. */
  public Timer timer(MeterRegistry registry, String... values) {
    return Timer.builder(meter)
        .description(help)
        .tags(tags(values))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** Its summary of small whole numbers, with these values of its tags. */
  public DistributionSummary summary(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(meter)
        .description(help)
        .baseUnit(suffix())
        .tags(tags(values))
        .serviceLevelObjectives(1, 2, 3, 5, 10)
        .register(registry);
  }

  /** Its gauge with these values of its tags, of something that lives as long as the process. */
  public <T> void gauge(MeterRegistry registry, T of, ToDoubleFunction<T> value, String... values) {
    Gauge.builder(meter, of, value)
        .description(help)
        .baseUnit(suffix())
        .tags(tags(values))
        .strongReference(true)
        .register(registry);
  }

  /** Its gauges, whose tags and values are given later. */
  public MultiGauge gauges(MeterRegistry registry) {
    return MultiGauge.builder(meter).description(help).baseUnit(suffix()).register(registry);
  }

  /** These values with the names of its tags. */
  public Tags tags(String... values) {
    if (values.length != tags.size()) {
      throw new IllegalArgumentException(meter + " has the tags " + tags);
    }
    Tags named = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      named = named.and(tags.get(i), values[i].isEmpty() ? "none" : values[i]);
    }
    return named;
  }
}
