package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.Replies;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What the console shows of runs that are made of one template: it reads these beans of JMX. */
class RunRoutesFlowTests extends FlowTest {

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  @Test
  void haveNamesAndFiguresOfTheirOwn() throws Exception {
    MODELS.replyWith(request -> Replies.questions(List.of("Why?")));
    String project = rest.projectWithChunks(2);
    long others = figure("routes", "image-question-generation");
    long before = figure("processors", "question-generation-store");

    rest.end(questionTask(project));

    assertThat(figure("processors", "question-generation-store")).isGreaterThan(before);
    assertThat(figure("processors", "question-generation-items")).isPositive();
    assertThat(figure("routes", "question-generation-item")).isPositive();
    assertThat(figure("routes", "image-question-generation")).isEqualTo(others);
    assertThat(description("question-generation-store")).contains("in one transaction");
  }

  private long figure(String type, String name) throws Exception {
    return (Long) beans.getAttribute(named(type, name), "ExchangesTotal");
  }

  private String description(String step) throws Exception {
    return (String) beans.getAttribute(named("processors", step), "Description");
  }

  private ObjectName named(String type, String name) throws Exception {
    return beans
        .queryNames(
            new ObjectName(
                "org.apache.camel:context=%s,type=%s,name=\"%s\",*"
                    .formatted(camel.getManagementName(), type, name)),
            null)
        .stream()
        .findFirst()
        .orElseThrow();
  }
}
