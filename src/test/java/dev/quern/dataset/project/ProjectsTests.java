package dev.quern.dataset.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quern.Paging;
import dev.quern.dataset.entry.DatasetFixture;
import dev.quern.dataset.entry.NewEntry;
import dev.quern.error.ConflictException;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectsTests {

  private static final DatasetFixture DATA = new DatasetFixture();
  private final Projects projects = DATA.projects;

  @Test
  void trimsTheNameAndKeepsItUnique() {
    var made = projects.create("  Mühle 磨坊  ", null);
    assertThat(projects.get(made.id())).isEqualTo(made);
    assertThat(made.name()).isEqualTo("Mühle 磨坊");
    assertThatThrownBy(() -> projects.create("Mühle 磨坊", "x"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Mühle 磨坊");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a\u0000b", "a\nb", "a\u0085b"})
  void refusesNamesThatNobodyCouldRead(String name) {
    assertThatThrownBy(() -> projects.create(name, null))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("name");
  }

  @Test
  void countsTheNamesLengthInCodePoints() {
    assertThat(projects.create("𝄞".repeat(200), null).name()).hasSize(400);
    assertThatThrownBy(() -> projects.create("a".repeat(201), null))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void givesAllWhoAskForANameAtOnceTheSameProject() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    var calls = new ArrayList<Callable<String>>();
    for (int i = 0; i < 24; i++) {
      calls.add(() -> projects.findOrCreate(" shared ").id());
    }
    var ids = new HashSet<String>();
    for (var result : pool.invokeAll(calls)) {
      ids.add(result.get());
    }
    pool.shutdown();
    assertThat(ids).hasSize(1);
  }

  @Test
  void deletesAProjectWithAllItsRows() {
    var data = new DatasetFixture();
    var project = data.projects.create("gone", null).id();
    var chunk = data.rows.chunk(project, data.rows.file(project, "a.md"), 0, "text");
    data.rows.question(project, chunk, "Why?");
    data.entries.create(project, new NewEntry("Why?", "So.", null, chunk, null));
    data.projects.delete(project, false);
    assertThat(data.projects.list(null, Paging.FIRST).total()).isZero();
    for (var table : new String[] {"source_file", "chunk", "question", "dataset_entry"}) {
      assertThat(data.rows.count(table)).as(table).isZero();
    }
  }

  @Test
  void keepsAProjectWhoseTasksRunUnlessTheyAreToBeCancelled() {
    var data = new DatasetFixture();
    var project = data.projects.create("busy", null).id();
    data.open = true;
    assertThatThrownBy(() -> data.projects.delete(project, false))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("cancel=true");
    assertThat(data.projects.get(project)).isNotNull();
    data.projects.delete(project, true);
    assertThat(data.cancelled).isOne();
    assertThatThrownBy(() -> data.projects.get(project)).isInstanceOf(NotFoundException.class);
  }
}
