package dev.quern.tasktype.textprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.RouteTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest("camel.main.routes-include-pattern=file:routes/items/take-in-images.camel.yaml")
class TakeInImagesRouteTests {

  /** In the place of the bean {@code textProcessing}. */
  public static class Steps {
    final List<String> stored = new CopyOnWriteArrayList<>();
    final AtomicInteger deleted = new AtomicInteger();

    public boolean wantsImages(Item item) {
      return !item.ref().equals("plain");
    }

    public List<String> extractImages(Item item) {
      return List.of("mill.png", "stone.png");
    }

    public void storeImage(Item item, String image) {
      if (item.ref().equals("full")) {
        throw new IllegalStateException("no room");
      }
      assertThat(deleted.get()).isZero();
      stored.add(item.ref() + ": " + image);
    }

    public void deleteExtracted(List<String> images) {
      assertThat(images).hasSize(2);
      deleted.incrementAndGet();
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Steps textProcessing() {
      return new Steps();
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private Steps steps;

  @BeforeEach
  void reset() {
    steps.deleted.set(0);
  }

  private Object take(Item item) {
    Exchange taken =
        template.request(
            "direct:take-in-images",
            exchange -> {
              exchange.getIn().setBody(item);
              exchange.setProperty("item", item);
            });
    if (taken.getException() != null) {
      throw new IllegalStateException(taken.getException());
    }
    return taken.getMessage().getBody();
  }

  @Test
  void takesImagesOnlyWhereTheyAreWantedAndLeavesTheItem() {
    for (String ref : List.of("illustrated", "plain")) {
      Item item = Item.of(ref);
      assertThat(take(item)).isSameAs(item);
    }
    assertThat(steps.stored).containsExactly("illustrated: mill.png", "illustrated: stone.png");
    assertThat(steps.deleted).hasValue(1);
  }

  @Test
  void leavesNoFilesBehindWhenOneCannotBeStored() {
    assertThatThrownBy(() -> take(Item.of("full"))).rootCause().hasMessage("no room");
    assertThat(steps.deleted).hasValue(1);
  }
}
