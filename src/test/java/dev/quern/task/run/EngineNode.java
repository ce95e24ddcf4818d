package dev.quern.task.run;

import dev.quern.Node;
import dev.quern.Usage;
import dev.quern.task.Tasks;
import dev.quern.task.budget.CallLedger;
import dev.quern.task.execution.Housekeeping;
import dev.quern.task.execution.RunScheduler;
import dev.quern.task.execution.TaskRecovery;
import dev.quern.task.failure.FailurePolicy;
import dev.quern.task.lifecycle.FrequentRunMonitor;
import dev.quern.task.lifecycle.Notifications;
import dev.quern.task.lifecycle.RunLifecycle;
import dev.quern.task.lifecycle.TaskItems;
import dev.quern.task.model.Task;
import dev.quern.task.model.TaskSettings;
import dev.quern.task.queue.RunQueue;
import dev.quern.task.type.InputValidator;
import dev.quern.task.type.TaskType;
import dev.quern.testing.BoundSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The engine's own beans as one node of a cluster has them, without Camel and without the threads
 * of db-scheduler: {@link RandomWorker} plays these.
 */
final class EngineNode implements AutoCloseable {

  @EnableTransactionManagement(proxyTargetClass = true)
  static class Transactions {}

  private static final class NoNotifications implements Notifications {
    @Override
    public void check(String field, String url) {}

    @Override
    public void ended(Task task) {}
  }

  private record Calls(Usage known) implements CallLedger {
    @Override
    public void flush() {}

    @Override
    public Usage afterCrash(String taskId) {
      return known;
    }
  }

  private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();

  private final FrequentRunMonitor watch;

  EngineNode(String name, DataSource source, CountingType type) {
    this(name, source, type, Usage.NONE);
  }

  /**
   * @param afterCrash what all known calls of a task used, when they are counted after a crash
   */
  EngineNode(String name, DataSource source, CountingType type, Usage afterCrash) {
    beans.registerBean(DataSource.class, () -> source);
    beans.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
    JdbcTransactionManager manager = new JdbcTransactionManager(source);
    beans.registerBean(PlatformTransactionManager.class, () -> manager);
    beans.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(manager));
    beans.registerBean(Transactions.class);
    beans.registerBean(Node.class, () -> new Node(name));
    beans.registerBean(Clock.class, Clock::systemUTC);
    beans.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
    beans.registerBean(TaskSettings.class, EngineNode::settings);
    beans.registerBean(TaskType.class, () -> type);
    beans.registerBean(InputValidator.class, () -> (project, input) -> {});
    beans.registerBean(Notifications.class, NoNotifications::new);
    beans.registerBean(CallLedger.class, () -> new Calls(afterCrash));
    beans.registerBean(FailurePolicy.class, () -> CountingType::meaning);
    ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(beans);
    scanner.addExcludeFilter(new AssignableTypeFilter(RunScheduler.class));
    scanner.addExcludeFilter(new AssignableTypeFilter(Housekeeping.class));
    scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*Tests.*")));
    scanner.getBeanDefinitionDefaults().setLazyInit(true);
    scanner.scan(Tasks.class.getPackageName());
    beans.refresh();
    watch = new FrequentRunMonitor(beans);
  }

  private static TaskSettings settings() {
    return BoundSettings.of(TaskSettings.class, "heartbeat=100ms", "cpu-workers=1", "share-from=3");
  }

  Tasks tasks() {
    return beans.getBean(Tasks.class);
  }

  RunLifecycle runs() {
    return beans.getBean(RunLifecycle.class);
  }

  TaskItems items() {
    return beans.getBean(TaskItems.class);
  }

  RunningTasks running() {
    return beans.getBean(RunningTasks.class);
  }

  RunQueue queue() {
    return beans.getBean(RunQueue.class);
  }

  /** As the route age-queued-tasks does: it runs without Camel here. */
  void age(Duration point) {
    try {
      String statement =
          new ClassPathResource("sql/age-queued-tasks.sql")
              .getContentAsString(StandardCharsets.UTF_8)
              .replace(":?", ":");
      beans
          .getBean(JdbcClient.class)
          .sql(statement)
          .param("seconds", point.toMillis() / 1000.0)
          .update();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TaskRecovery recovery() {
    return beans.getBean(TaskRecovery.class);
  }

  @Override
  public void close() {
    watch.close();
    beans.close();
  }
}
