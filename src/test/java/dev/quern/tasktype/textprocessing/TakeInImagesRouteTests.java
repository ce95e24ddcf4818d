package dev.quern.tasktype.textprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.ItemLedger.Item;
import dev.quern.testing.RouteTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest("camel.main.routes-include-pattern=file:routes/items/take-in-images.camel.yaml")
class TakeInImagesRouteTests {

  /** In the place of the bean {@code textProcessing}. */
  public static class Steps {
    final List<String> taken = new CopyOnWriteArrayList<>();

    public boolean wantsImages(Item item) {
      return item.ref().startsWith("pictures");
    }

    public Item takeImages(Item item) {
      taken.add(item.ref());
      return item;
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

  @Test
  void takesPicturesOnlyWhereTheyAreWantedAndLeavesTheItem() {
    for (String ref : List.of("pictures", "plain")) {
      Item item = Item.of(ref);
      assertThat(template.requestBody("direct:take-in-images", item)).isSameAs(item);
    }
    assertThat(steps.taken).containsExactly("pictures");
  }
}
