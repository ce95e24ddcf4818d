package dev.quern.flow;

import static dev.quern.testing.TaskBody.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.task.store.ItemRepository;
import dev.quern.testing.Replies;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How much of the ledger PostgreSQL reads for a few items of a task of which it has no statistics
 * yet: as much as for any few items, not all that are open.
 */
class LedgerReadsFlowTests extends FlowTest {

  /** Without one, each deleted row is looked for by reading all rows that could name it. */
  @Test
  void everyForeignKeyHasAnIndexForDeletes() {
    List<String> without =
        jdbc.sql(
                """
                select c.conrelid::regclass || ' ' || c.conname from pg_constraint c
                where c.contype = 'f' and not exists (
                    select 1 from pg_index i
                    where i.indrelid = c.conrelid and i.indisvalid
                      and coalesce(pg_get_expr(i.indpred, i.indrelid), '')
                          ~ '^([(]\\w+ IS NOT NULL[)])?$'
                      and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
                """)
            .query(String.class)
            .list();
    assertThat(without).isEmpty();
  }

  private static final int FIRST = 1_000_000;
  private static final int ITEMS = 20_000;

  @Autowired ItemRepository items;
  @Autowired PlatformTransactionManager transactions;

  private String task = "";

  @BeforeEach
  void statisticsOfATaskThatIsDone() {
    String project = rest.projectWithChunks(2);
    String file = rest.get("/api/projects/" + project + "/files").json().at("/items/0/id").asText();
    MODELS.replyWith(request -> Replies.questions(3, request));
    task =
        rest.task(
            project,
            aTask("question-generation")
                .input("file_ids", file)
                .provider(rest.provider(MODELS.baseUrl())));
    rest.end(task);
    list("done", 0);
    jdbc.sql("analyze task_item").update();
  }

  @AfterEach
  void forgetThem() {
    jdbc.sql("delete from task_item where task_id = :id").param("id", task).update();
    jdbc.sql("analyze task_item").update();
  }

  @Test
  void aBatchOfResultsReadsItsItems() {
    List<Integer> some = IntStream.range(FIRST + 9_000, FIRST + 9_010).boxed().toList();

    assertThat(reads(() -> items.finish(task, some).size())).isLessThan(100);
  }

  /** The rows of the ledger that work on ten items reads, in a transaction that is undone. */
  private long reads(Supplier<Integer> work) {
    return new TransactionTemplate(transactions)
        .execute(
            transaction -> {
              transaction.setRollbackOnly();
              list("pending", FIRST);
              long before = read();
              assertThat(work.get()).isEqualTo(10);
              return read() - before;
            });
  }

  private void list(String state, int first) {
    jdbc.sql(
            """
            insert into task_item (task_id, seq, ref, state)
            select :id, :first + n, 'ref', :state from generate_series(100, :items + 99) n
            """)
        .param("id", task)
        .param("first", first)
        .param("items", ITEMS)
        .param("state", state)
        .update();
  }

  private long read() {
    return jdbc.sql(
            """
            select sum(idx_tup_fetch + seq_tup_read) from pg_stat_xact_user_tables
            where relname = 'task_item'
            """)
        .query(Long.class)
        .single();
  }
}
