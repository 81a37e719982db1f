package io.nodenettuning.daemon.apply;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Settings that a tuning names no more. */
class LettingGoTest extends ApplyCase {
  @Test
  void whatSomethingElseSetSinceIsLeftWhenATuningGoes() throws IOException {
    pass(RPS);
    node.file(FolderNode.rps("eth0", 2), "1");

    pass();

    assertThat(node.text(FolderNode.rps("eth0", 2))).isEqualTo("1");
    assertThat(node.text(FolderNode.rps("eth0", 1))).isIn("0", "00");
  }

  @Test
  void keptSettingsStayWhenATuningGoes() throws IOException {
    pass(tuning("t", "{releasePolicy: Keep, " + ETH0 + "rps: {cpus: {list: 0-5}}}]}"));

    pass();

    assertThat(node.text(FolderNode.rps("eth0", 2))).isEqualTo("3f");
    assertThat(Journal.read(folder.resolve("run/nnt"), "boot-1")).isEmpty();
  }

  @Test
  void aSecondTuningTakesOverAndTheFirstOriginalComesBack() throws IOException {
    node.file(FolderNode.rps("eth0", 0), "10");
    pass(RPS);
    pass(tuning("u", ETH0 + "rps: {cpus: {list: '1'}}}]"));
    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("2");

    pass();

    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("10");
  }

  @Test
  void auditLetsGoOfNothing() throws IOException {
    pass(RPS);

    pass(tuning("t", "{mode: Audit, " + ETH0 + "rps: {cpus: {list: 0-5}}}]}"));

    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("3f");
  }

  @Test
  void aTuningThatIsNotUnderstoodLetsGoOfNothing() throws IOException {
    pass(RPS);

    pass(
        new NodeTuning("uid-t", "t", 0, "t-2", new NodeTuning.NotUnderstood("spec.mode: Enfroce")));

    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("3f");
  }
}
