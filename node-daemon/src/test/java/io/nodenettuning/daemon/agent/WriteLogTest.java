package io.nodenettuning.daemon.agent;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.plan.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLogTest {
  private static final String FIRST = "rps:eth0/rx-0";
  private static final String SECOND = "rps:eth0/rx-1";

  @TempDir private Path root;
  private final WriteLog log = new WriteLog();
  private List<Step> steps = List.of();

  @BeforeEach
  void twoWrites() {
    FolderNode node = new FolderNode(root);
    steps =
        Pass.look(
                node.kernel(),
                node.facts(),
                List.of(
                    tuning(
                        "t",
                        "interfaces: [{name: a, match: {names: [eth0]}, rps: {cpus: {list: '1'}}}]")),
                Map.of(),
                false)
            .plan()
            .steps()
            .subList(0, 2);
    assertThat(steps).extracting(step -> step.setting().id()).containsExactly(FIRST, SECOND);
  }

  @Test
  void writesAreNewsAndNoWritesAreNone() {
    assertThat(log.isNews(steps, Set.of())).isTrue();
    assertThat(log.isNews(steps, Set.of())).isTrue();
    assertThat(log.isNews(List.of(), Set.of())).isFalse();
  }

  @Test
  void whatFailsIsNewsOnce() {
    assertThat(log.isNews(steps, Set.of(FIRST, SECOND))).isTrue();
    assertThat(log.isNews(steps, Set.of(FIRST, SECOND))).isFalse();
    assertThat(log.isNews(List.of(), Set.of())).isFalse();
    assertThat(log.isNews(steps.subList(0, 1), Set.of(FIRST))).isFalse();
  }

  @Test
  void whatWorksAgainIsNewsAndSoIsItsNextFailure() {
    log.isNews(steps, Set.of(FIRST, SECOND));

    assertThat(log.isNews(steps, Set.of(FIRST))).isTrue();
    assertThat(log.isNews(steps, Set.of(FIRST, SECOND))).isTrue();
    assertThat(log.isNews(steps, Set.of(FIRST, SECOND))).isFalse();
  }
}
