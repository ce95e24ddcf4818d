package dev.quern.tasktype.textprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.ItemPool;
import dev.quern.testing.RouteTest;
import dev.quern.testing.TaskRouteTest;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/run/task-run.camel.yaml,"
        + "file:routes/tasks/text-processing.camel.yaml")
@MockEndpointsAndSkip("direct:(progress|take-in-images)")
class TextProcessingRouteTests extends TaskRouteTest {

  TextProcessingRouteTests() {
    super("text-processing");
  }

  /** In the place of the bean {@code textProcessing}: three batches of a file, or a bad second. */
  public static class Splitter {
    final List<String> notes = new CopyOnWriteArrayList<>();

    public Iterator<List<String>> split(Item item) {
      if (item.ref().equals("gone")) {
        throw new IllegalStateException("the file is gone");
      }
      Iterator<String> names = List.of("1", "2", "3").iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return names.hasNext();
        }

        @Override
        public List<String> next() {
          notes.add("read " + item.ref());
          return List.of(item.ref() + names.next(), "more");
        }
      };
    }

    public void stage(Item item, List<String> batch) {
      notes.add("stage " + item.ref() + " " + batch);
      if (batch.get(0).equals("bad2")) {
        throw new IllegalStateException("no room");
      }
    }

    public String staged(Item item) {
      return "chunks of " + item.ref();
    }
  }

  @Configuration
  @Import(ItemPool.class)
  static class Beans {
    @Bean
    Splitter textProcessing() {
      return new Splitter();
    }
  }

  @Autowired private Splitter splitter;

  @BeforeEach
  void prepare() {
    splitter.notes.clear();
  }

  @Test
  void stagesBatchAfterBatchAndStoresThemTogether() throws Exception {
    progress.expectedMessageCount(1);
    run("a");
    assertThat(ledger.of("a")).containsExactly("begin a", "store a chunks of a", "release a");
    assertThat(splitter.notes)
        .filteredOn(note -> note.startsWith("stage"))
        .containsExactly("stage a [a1, more]", "stage a [a2, more]", "stage a [a3, more]");
    progress.assertIsSatisfied();
  }

  @Test
  void readsNoFurtherAheadThanABatch() {
    run("a");
    assertThat(splitter.notes.indexOf("stage a [a1, more]")).isLessThanOrEqualTo(2);
  }

  @Test
  void storesNothingOfAFileThatFailsInTheMiddle() throws Exception {
    progress.expectedMessageCount(1);
    assertThat(run("bad").getException()).isNull();
    assertThat(ledger.of("bad")).hasSize(3).first().isEqualTo("begin bad");
    assertThat(ledger.of("bad").get(1)).startsWith("fail bad").contains("no room");
    assertThat(ledger.of("bad").get(2)).isEqualTo("release bad");
    assertThat(splitter.notes).doesNotContain("stage bad [bad3, more]");
    progress.assertIsSatisfied();
  }

  @Test
  void keepsTheFailureOfOneFileFromTheOthers() {
    assertThat(run("gone", "b").getException()).isNull();
    assertThat(ledger.of("gone"))
        .containsExactly("begin gone", "fail gone the file is gone", "release gone");
    assertThat(ledger.of("b")).containsExactly("begin b", "store b chunks of b", "release b");
  }
}
