package dev.quern.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts what some threads send to their database: a batch is one statement. */
public final class StatementCount implements BeanPostProcessor {

  private record Sent(String thread, String sql) {}

  private final Map<Sent, LongAdder> counts = new ConcurrentHashMap<>();
  private final Predicate<String> threads;

  /**
   * @param threads the names of those whose statements count
   */
  public StatementCount(Predicate<String> threads) {
    this.threads = threads;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? counted(DataSource.class, source, null) : bean;
  }

  /** Forgets what was counted. */
  public void reset() {
    counts.clear();
  }

  /** Statements since the last reset. */
  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The same, of the threads whose names begin so. */
  public long total(String threads) {
    return counts.entrySet().stream()
        .filter(sent -> sent.getKey().thread().startsWith(threads))
        .mapToLong(sent -> sent.getValue().sum())
        .sum();
  }

  /** How often a statement that begins so was sent. */
  public long sent(String beginning) {
    return counts.entrySet().stream()
        .filter(sent -> sent.getKey().sql().strip().startsWith(beginning))
        .mapToLong(sent -> sent.getValue().sum())
        .sum();
  }

  /** The statements by how often each was sent, the most frequent first. */
  public String table() {
    return counts.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
        .map(e -> e.getValue().sum() + " × " + e.getKey().sql().strip().replaceAll("\\s+", " "))
        .map(line -> line.substring(0, Math.min(160, line.length())))
        .collect(Collectors.joining("\n"));
  }

  private <T> T counted(Class<T> type, T real, @Nullable String sql) {
    InvocationHandler handler = (proxy, method, arguments) -> call(real, sql, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object call(Object real, @Nullable String sql, Method method, Object[] arguments)
      throws Throwable {
    String name = method.getName();
    String thread = Thread.currentThread().getName();
    if (real instanceof Statement && name.startsWith("execute") && threads.test(thread)) {
      String text = sql != null ? sql : arguments == null ? "a batch" : (String) arguments[0];
      counts.computeIfAbsent(new Sent(thread, text), key -> new LongAdder()).increment();
    }
    try {
      Object result = method.invoke(real, arguments);
      if (result instanceof Connection connection && name.equals("getConnection")) {
        return counted(Connection.class, connection, null);
      }
      if (result instanceof PreparedStatement statement && name.equals("prepareStatement")) {
        return counted(PreparedStatement.class, statement, (String) arguments[0]);
      }
      if (result instanceof Statement statement && name.equals("createStatement")) {
        return counted(Statement.class, statement, null);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
