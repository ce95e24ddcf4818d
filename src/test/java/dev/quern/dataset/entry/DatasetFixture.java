package dev.quern.dataset.entry;

import dev.quern.dataset.chunk.Chunks;
import dev.quern.dataset.conversation.Conversations;
import dev.quern.dataset.image.ImageEntries;
import dev.quern.dataset.lineage.FileLineage;
import dev.quern.dataset.project.ProjectTasks;
import dev.quern.dataset.project.Projects;
import dev.quern.dataset.question.Questions;
import dev.quern.dataset.template.QuestionTemplates;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The repositories on a database of their own. Their annotations for transactions do nothing here.
 */
public final class DatasetFixture implements ProjectTasks {

  public final DataSource source = TestDatabase.create();
  public final TestRows rows = new TestRows(source);
  public final JdbcTemplate template = new JdbcTemplate(source);
  public final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(source));
  public final Projects projects;
  public final Chunks chunks;
  public final Questions questions;
  public final Entries entries;
  public final Conversations conversations;
  public final QuestionTemplates templates;
  public final EntryStatistics statistics;
  public final ImageEntries images;
  public final FileLineage files;
  public boolean open;
  public int cancelled;

  public DatasetFixture() {
    var jdbc = JdbcClient.create(template);
    projects = new Projects(jdbc, transaction, this);
    chunks = new Chunks(jdbc, template, new EvidencePlaces(jdbc));
    questions = new Questions(jdbc, template);
    entries = new Entries(jdbc, template);
    conversations = new Conversations(jdbc, template);
    templates = new QuestionTemplates(jdbc);
    statistics = new EntryStatistics(jdbc);
    images = new ImageEntries(jdbc, template);
    files = new FileLineage(jdbc, template);
  }

  @Override
  public boolean anyOpen(String projectId) {
    return open;
  }

  @Override
  public void cancelAll(String projectId) {
    cancelled++;
  }
}
