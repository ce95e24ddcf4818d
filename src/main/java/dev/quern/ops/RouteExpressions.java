package dev.quern.ops;

import dev.quern.llm.request.ModelRequest;
import dev.quern.task.run.TaskItem;
import dev.quern.tasktype.questiongeneration.QuestionRounds;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.support.ExpressionAdapter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Expressions that routes evaluate for every item, named by {@code ref}. A simple expression such
 * as <code>${body.open} </code> does the same, but copies the whole exchange for each dot, which
 * was a third of an item's allocations.
 */
@Configuration(proxyBeanMethods = false)
class RouteExpressions {

  /** Whether the model must still be asked. */
  @Bean
  Predicate requestIsOpen() {
    return exchange ->
        exchange.getMessage().getBody() instanceof ModelRequest<?> request && request.isOpen();
  }

  /** Whether a pair of genre and audience has no questions yet. */
  @Bean
  Predicate roundsAreOpen() {
    return exchange ->
        exchange.getProperty("rounds") instanceof QuestionRounds rounds && rounds.isOpen();
  }

  /** The id of the task of the item that an exchange carries. */
  @Bean
  Expression taskOfItem() {
    return new ExpressionAdapter() {
      @Override
      public Object evaluate(Exchange exchange) {
        return exchange.getProperty("item", TaskItem.class).task().id();
      }
    };
  }
}
