package dev.quern.testing;

import dev.quern.testing.ReceivedRequest.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What arrived at the server and what became of it, counted on its side of the wire. Chat requests
 * alone are counted, every one of them; the requests themselves are kept up to {@value #KEPT}.
 */
public final class Traffic {

  private static final int KEPT = 20_000;

  private final List<ReceivedRequest> kept = new ArrayList<>();
  private final List<Instant> arrivals = new ArrayList<>();
  private final Map<Integer, Integer> statuses = new HashMap<>();
  private final Map<Long, Integer> attempts = new HashMap<>();
  private int inFlight;
  private int maxInFlight;
  private int aborted;

  Traffic() {}

  /** Chat requests so far, answered or not. */
  public synchronized int requests() {
    return arrivals.size();
  }

  /** Chat requests that have arrived and have neither been answered nor left by the client. */
  public synchronized int inFlight() {
    return inFlight;
  }

  /**
   * The most that {@link #inFlight} has been. At zero latency this is 1 whatever the client does:
   * the server's one thread answers each request before it reads the next. To see a client's
   * window, set a latency or hold the calls.
   */
  public synchronized int maxInFlight() {
    return maxInFlight;
  }

  /** Calls whose connection the client closed before the answer had ended. */
  public synchronized int aborted() {
    return aborted;
  }

  /** How many chat requests were given an answer with this status. */
  public synchronized int answeredWith(int status) {
    return statuses.getOrDefault(status, 0);
  }

  /** The first {@value #KEPT} requests in the order of their arrival. */
  public synchronized List<ReceivedRequest> kept() {
    return List.copyOf(kept);
  }

  /** When each request had arrived, in order. */
  public synchronized List<Instant> arrivals() {
    return List.copyOf(arrivals);
  }

  /** The most requests that arrived within any span of this length. */
  public synchronized int mostWithin(Duration span) {
    int max = 0;
    int first = 0;
    for (int last = 0; last < arrivals.size(); last++) {
      Instant oldest = arrivals.get(last).minus(span);
      while (!arrivals.get(first).isAfter(oldest)) {
        first++;
      }
      max = Math.max(max, last - first + 1);
    }
    return max;
  }

  /** Forgets what was counted; what is in flight stays in flight. */
  public synchronized void reset() {
    kept.clear();
    arrivals.clear();
    statuses.clear();
    attempts.clear();
    maxInFlight = inFlight;
    aborted = 0;
  }

  synchronized int nextNumber() {
    return arrivals.size() + 1;
  }

  synchronized int nextAttempt(List<Message> messages) {
    return attempts.merge(hash(messages), 1, Integer::sum);
  }

  /** FNV-1a of 64 bits: the texts themselves would not fit in memory in a long benchmark. */
  private static long hash(List<Message> messages) {
    long hash = 0xcbf29ce484222325L;
    for (Message message : messages) {
      String text = message.content();
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ message.images().hashCode()) * 0x100000001b3L;
    }
    return hash;
  }

  synchronized void arrived(ReceivedRequest request) {
    arrivals.add(request.receivedAt());
    if (kept.size() < KEPT) {
      kept.add(request);
    }
    maxInFlight = Math.max(maxInFlight, ++inFlight);
  }

  synchronized void ended(int status) {
    inFlight--;
    statuses.merge(status, 1, Integer::sum);
  }

  synchronized void left() {
    inFlight--;
    aborted++;
  }
}
