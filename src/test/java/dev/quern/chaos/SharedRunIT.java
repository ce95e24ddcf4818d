package dev.quern.chaos;

import static dev.quern.testing.JsonBody.json;
import static dev.quern.testing.TaskAssert.assertThatTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.JsonBody;
import dev.quern.testing.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * One task on several nodes. Each takes items, and all together hold what was promised of one.
 * {@code -Dchaos.items=20000} makes the task that is to be divided evenly that large.
 */
class SharedRunIT extends SharedTest {

  @Test
  void threeNodesDivideATaskEvenly() {
    model.latency(Latency.fixed(Duration.ofMillis(50)));
    QuernNode a = node("a");
    QuernNode b = node("b");
    QuernNode c = node("c");
    List.of(a, b, c).forEach(QuernNode::up);
    Work work = wide(a, Integer.getInteger("chaos.items", 900));
    Await.until(
        "each has its share",
        () -> nodes(b, work).stream().map(n -> n.path("places").asInt()).toList(),
        List.of(PARALLELISM / 3, PARALLELISM / 3, PARALLELISM / 3)::equals);

    end(c, work, Duration.ofMinutes(15));
    awaitExact(c, work);

    assertThat(repeatedCalls()).isZero();
    assertThat(model.traffic().maxInFlight()).isLessThanOrEqualTo(PARALLELISM);
    Map<Integer, Long> byPart = itemsByPart(work);
    figure("items by part", byPart);
    assertThat(byPart).hasSize(3);
    long most = byPart.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    long least = byPart.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    assertThat(least).isGreaterThanOrEqualTo(most * 8 / 10);
  }

  /** Each call may take 300 tokens and its prompt, and takes 250. */
  @Test
  void aBudgetHoldsOverAllNodesAndIsUsedToTheLastCall() {
    int calls = callsOfBudget("max_tokens_total", 200_000);
    assertThat(250 * calls).isBetween(200_000 - 3000, 200_000);
  }

  /** Each call costs 0.3, and may cost 0.6 and its prompt. */
  @Test
  void aBudgetInMoneyHoldsOverAllNodesAndIsSpentToTheLastCall() {
    int calls = callsOfBudget("max_cost", 240);
    assertThat(0.3 * calls).isBetween(240 - 4.0, 240 + 1e-6);
  }

  /** The calls that three nodes make until the budget is used. */
  private int callsOfBudget(String limit, int budget) {
    model
        .latency(Latency.fixed(Duration.ofMillis(100)))
        .replyWith(request -> Mills.twoQuestions(request).withUsage(200, 50));
    QuernNode a = node("a");
    QuernNode b = node("b");
    QuernNode c = node("c");
    List.of(a, b, c).forEach(QuernNode::up);
    Work work = limited(a, 1200, limit, budget);
    widen(a, work);
    awaitNodes(a, work, 3);

    JsonNode ended = end(c, work);

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("interrupted");
    assertThat(ended.path("note").asText()).contains(limit, "" + budget);
    int calls = model.traffic().requests();
    figure("calls of a budget for 800 in " + limit, calls);
    assertThat(ended.at("/usage/calls").asInt()).isEqualTo(calls);
    assertThat(ended.at("/usage/cost").asDouble()).isCloseTo(0.3 * calls, within(1e-6));
    assertThat(ended.path("completed_count").asInt()).isEqualTo(calls);
    assertThat(repeatedCalls()).isZero();
    assertThat(itemsByPart(work)).hasSize(3);
    return calls;
  }

  /** But for the calls that were out when a node died: what these brought nobody knows. */
  @Test
  void aBudgetHoldsThoughNodesDie() {
    model
        .latency(Latency.fixed(Duration.ofMillis(100)))
        .replyWith(request -> Mills.twoQuestions(request).withUsage(200, 50));
    QuernNode a = node("a");
    QuernNode b = node("b");
    QuernNode c = node("c");
    List.of(a, b, c).forEach(QuernNode::up);
    int budget = 200_000;
    Work work = limited(a, 1200, "max_tokens_total", budget);
    widen(a, work);
    awaitNodes(a, work, 3);
    Shared shared = new Shared(List.of(a, b, c), work);
    one(false, shared).kill();
    one(true, shared.alive()).kill();
    QuernNode last = shared.alive().nodes().get(0);

    JsonNode ended = end(last, work);

    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("interrupted");
    int calls = model.traffic().requests();
    figure("calls of a budget for 800 though nodes die", calls);
    assertThat(250 * calls).isBetween(budget / 4, budget + 250 * PARALLELISM);
  }

  private Work limited(QuernNode node, int items, String limit, int most) {
    JsonBody prices = json("max_tokens", 300).with("price_input", 1000).with("price_output", 2000);
    return submit(node, items, prices, json(limit, most));
  }

  @Test
  void theOthersGoOnWhenTheOneThatLeadsDies() {
    diesAndOthersGoOn(true);
  }

  @Test
  void theOthersGoOnWhenOneThatJoinedDies() {
    diesAndOthersGoOn(false);
  }

  private void diesAndOthersGoOn(boolean leads) {
    Shared shared = shared(600);
    Work work = shared.work();
    QuernNode victim = one(leads, shared);
    QuernNode other = shared.otherThan(victim);

    victim.kill();
    Instant death = Instant.now();
    int lost = unstoredCalls(victim);
    List<Integer> held = heldBy(work, victim);
    assertThat(held).isNotEmpty();
    Await.atMost(Duration.ofMinutes(1))
        .sees("its items move", () -> pending(work, held), open -> open < held.size());
    figure(
        "items of the dead moved after, s",
        Duration.between(death, Instant.now()).toMillis() / 1000.0);

    awaitExact(other, work);
    figure("repeated calls", repeatedCalls() + " of " + lost);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(lost);
  }

  /** Open items that a node has taken. */
  private List<Integer> heldBy(Work work, QuernNode node) {
    return jdbc
        .sql(
            """
            select i.seq, p.node from task_item i
            join task_part p on p.task_id = i.task_id and p.part = i.part
            where i.task_id = ? and i.state = 'pending'
            """)
        .param(work.task())
        .query((row, n) -> Map.entry(row.getInt("seq"), row.getString("node")))
        .list()
        .stream()
        .filter(item -> node.isNamed(item.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private int pending(Work work, List<Integer> seqs) {
    return jdbc.sql(
            """
            select count(*) from task_item
            where task_id = :task and state = 'pending' and seq = any(:seqs)
            """)
        .param("task", work.task())
        .param("seqs", seqs.toArray(Integer[]::new))
        .query(Integer.class)
        .single();
  }

  @Test
  void aNodeThatEndsInOrderHandsItsPartOver() {
    Shared shared = shared(500);
    Work work = shared.work();
    QuernNode leader = one(true, shared);
    QuernNode other = shared.otherThan(leader);

    leader.term();
    Await.until("another leads", () -> holder(work), h -> !h.isEmpty() && !leader.isNamed(h));
    assertThat(number("crashes", work)).isZero();

    awaitExact(other, work);
    assertThat(repeatedCalls()).isZero();
    assertThat(number("crashes", work)).isZero();
    assertThat(shared.nodes().stream().mapToLong(node -> node.logged(" is led on: ")).sum())
        .isOne();
  }

  /** Longer than the others wait for a part that shows nothing. */
  @Test
  void aNodeThatEndsInOrderKeepsItsPartUntilItsCallsHaveEnded() {
    model.latency(Latency.fixed(Duration.ofSeconds(15)));
    Shared shared = shared(60);
    Work work = shared.work();
    QuernNode joined = one(false, shared);
    Await.until("all places are taken", () -> model.traffic().inFlight() == PARALLELISM);

    joined.term();
    model.latency(Latency.fixed(CALL));

    awaitExact(shared.otherThan(joined), work);
    assertThat(repeatedCalls()).isZero();
    assertThat(number("crashes", work)).isZero();
  }

  @Test
  void whatIsInFlightOfAPausedTaskIsStoredBeforeAnotherNodeResumesIt() {
    QuernNode a = launch("a", "quern.tasks.concurrency=1").up();
    QuernNode b = launch("b", "quern.tasks.concurrency=1").up();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    model.replyWith(request -> Mills.twoQuestions(request).heldUntil(gate));
    Work work = submit(a, 20);
    Await.until("calls are in flight", () -> model.traffic().inFlight() == WINDOW);
    QuernNode runner = runner(work, a, b);
    QuernNode other = runner == a ? b : a;

    ask(other, work, "pause");
    ask(other, work, "resume");
    Await.until(
        "the other has looked twice whether it may begin",
        () -> looks(work, 2) >= 4 || model.traffic().aborted() > 0);
    gate.complete(null);

    awaitExact(other, work);
    assertThat(repeatedCalls()).isZero();
    assertThat(model.traffic().aborted()).isZero();
    // the paused run ended, and what was left is the next one's, with what the resume may change
    assertThat(runner.logged(" begins: ") + other.logged(" begins: ")).isEqualTo(2);
  }

  /** How often the entry of that attempt was taken or put back. */
  private int looks(Work work, int attempt) {
    return jdbc.sql("select coalesce(max(version), 0) from scheduled_tasks where task_instance = ?")
        .param(work.task() + ":" + attempt)
        .query(Integer.class)
        .single();
  }

  @Test
  void aSuspendedPartWritesNothingWhenItComesBack() {
    Shared shared = shared(600);
    Work work = shared.work();
    QuernNode leader = one(true, shared);
    QuernNode joined = one(false, shared);
    QuernNode third = shared.otherThan(leader, joined);

    List.of(leader, joined).forEach(node -> node.signal(Signal.STOP));
    int lost = unstoredCalls(leader) + unstoredCalls(joined);
    Await.atMost(Duration.ofMinutes(1))
        .sees(
            "the third has it alone",
            () -> nodes(third, work),
            nodes -> nodes.size() == 1 && third.isNamed(nodes.get(0).path("node").asText()));
    List.of(leader, joined).forEach(node -> node.signal(Signal.CONT));

    awaitExact(third, work);
    figure("repeated calls", repeatedCalls() + " of " + lost);
    assertThat(repeatedCalls()).isLessThanOrEqualTo(lost);
  }

  @Test
  void aNodeThatJoinsInTheMiddleTakesItsShareAndLeavesForAWaitingTask() {
    QuernNode a = node("a", "quern.tasks.concurrency=1").up();
    Work work = submit(a, 1000);
    awaitDone(work, 24);
    assertThat(nodes(a, work)).hasSize(1);
    QuernNode b = node("b", "quern.tasks.concurrency=1").up();
    awaitNodes(a, work, 2);
    widen(a, work);

    Work next = submit(b, 20);
    Await.until("the other task begins", () -> number("epoch", next) == 1);
    Await.until("it has left", () -> nodes(a, work).size() == 1);
    awaitExact(b, next);
    awaitNodes(a, work, 2);

    awaitExact(b, work);
    assertThat(repeatedCalls()).isZero();
    assertThat(model.traffic().maxInFlight()).isLessThanOrEqualTo(PARALLELISM + WINDOW);
  }

  @Test
  void cancelPauseAndParallelismHoldOnAllNodes() {
    QuernNode a = node("a");
    QuernNode b = node("b");
    List.of(a, b).forEach(QuernNode::up);
    Work work = wide(a, 500);
    awaitNodes(a, work, 2);

    a.rest().patch("/api/tasks/" + work.task(), json("parallelism", 4));
    Await.until(
        "each has two places",
        () -> nodes(b, work),
        nodes -> nodes.stream().allMatch(n -> n.path("places").asInt() == 2));
    ask(b, work, "pause");
    Await.until("both have left", () -> nodes(a, work).isEmpty());
    assertThat(model.traffic().inFlight()).isZero();
    assertThat(number("completed_count", work)).isEqualTo(model.traffic().requests());
    ask(a, work, "resume");
    awaitNodes(a, work, 2);

    model.on(request -> true).answer(Faults.silence());
    Await.until("calls hang", () -> model.traffic().inFlight() == 4);
    Instant asked = Instant.now();
    ask(b, work, "cancel");
    JsonNode task = end(a, work);
    figure("cancelled after, ms", Duration.between(asked, Instant.now()).toMillis());

    assertThatTask(task).isInterrupted();
    Await.until("the connections are closed", () -> model.traffic().inFlight() == 0);
    model.clearRules();
    ask(b, work, "resume");
    awaitExact(b, work);
  }
}
