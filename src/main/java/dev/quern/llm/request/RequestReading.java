package dev.quern.llm.request;

import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.ReplyCheck;
import dev.quern.llm.reply.UnreadableReplyException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the value of an {@link ModelRequest} is read from a reply, and looked at before it is taken.
 */
public final class RequestReading<T> {

  private final Function<Reply, T> reader;
  private final List<ReplyCheck<T>> checks = new ArrayList<>();
  private final Set<Fault> tolerated = EnumSet.noneOf(Fault.class);
  private @Nullable Predicate<T> isEnough;

  public RequestReading(Function<Reply, T> reader) {
    this.reader = reader;
  }

  public void add(ReplyCheck<T> check) {
    checks.add(check);
  }

  public void enoughWhen(Predicate<T> all) {
    isEnough = all;
  }

  public Set<Fault> tolerated() {
    return Set.copyOf(tolerated);
  }

  /**
   * The value of a reply.
   *
   * @param last whether the model is not asked again: what can be tolerated is kept and noted
   * @throws UnreadableReplyException when it cannot be read, or a check refuses it
   */
  public T read(Reply reply, boolean last) {
    tolerated.clear();
    T read = reader.apply(reply);
    for (ReplyCheck<T> check : checks) {
      try {
        read = check.check(read);
      } catch (UnreadableReplyException e) {
        if (!last || !e.fault().isTolerable()) {
          throw e;
        }
        tolerated.add(e.fault());
      }
    }
    return read;
  }

  /**
   * Whether a reply that is not whole yet will be refused, whatever follows: it repeats the prompt.
   * Not where several things are asked for, of which others may be good.
   */
  public boolean isLost(Reply soFar) {
    if (isEnough != null) {
      return false;
    }
    try {
      T read = reader.apply(soFar);
      for (ReplyCheck<T> check : checks) {
        read = check.check(read);
      }
      return false;
    } catch (UnreadableReplyException e) {
      return e.fault() == Fault.ECHO;
    }
  }

  /** Whether a reply that is not whole yet has all that was asked for. */
  public boolean hasEnough(Reply soFar) {
    if (isEnough == null) {
      return false;
    }
    try {
      return isEnough.test(reader.apply(soFar));
    } catch (UnreadableReplyException e) {
      return false;
    }
  }
}
