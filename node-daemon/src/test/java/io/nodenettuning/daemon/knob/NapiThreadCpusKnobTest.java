package io.nodenettuning.daemon.knob;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.kernel.NapiThreads;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import org.junit.jupiter.api.Test;

class NapiThreadCpusKnobTest extends KnobCase {
  private static final String ID = "napi:eth0/thread-cpus";
  private static final String TUNING =
      ETH0 + "napi: {threaded: Enabled, threadCpus: {list: 2-3}}}]";

  private static String file(int pid) {
    return NapiThreads.RECORDED + "/eth0/" + pid;
  }

  private void threads(String cpus, int... pids) {
    node().file("/sys/class/net/eth0/threaded", "1");
    for (int pid : pids) {
      node().file(file(pid), cpus);
    }
  }

  @Test
  void allThreadsOfADeviceHaveOneSet() {
    threads("0 1 2 3 4 5 6 7", 70, 71);

    PlannedSetting row = apply(TUNING).of(ID);

    assertThat(row.outcome()).isEqualTo(Outcome.Applied);
    assertThat(node().text(file(70))).isEqualTo("2 3");
    assertThat(node().text(file(71))).isEqualTo("2 3");
    revert();
    assertThat(node().text(file(70))).isEqualTo("0 1 2 3 4 5 6 7");
  }

  @Test
  void eachThreadGetsBackWhatItHad() {
    threads("0", 70);
    threads("1 2", 71);

    assertThat(plan(TUNING).of(ID).observed()).isEqualTo("0 / 1-2");
    apply(TUNING);
    revert();

    assertThat(node().text(file(70))).isEqualTo("0");
    assertThat(node().text(file(71))).isEqualTo("1 2");
  }

  @Test
  void otherThreadsThanThenMayRunWhereverThoseCould() {
    assertThat(new NapiThreadCpusKnob().parse("0 / 1-2"))
        .isEqualTo(new Value.CpusOfEach(List.of(CpuSet.of(0), CpuSet.range(1, 2))));
    threads("0", 70);
    threads("1 2", 71);
    apply(TUNING);

    threads("2 3", 72);
    revert();

    assertThat(node().text(file(72))).isEqualTo("0 1 2");
  }

  @Test
  void threadsThatAreMadeAnewArePlacedAgainAndThatIsNoDrift() {
    threads("0 1 2 3 4 5 6 7", 70);
    apply(TUNING);
    node().remove(file(70));
    threads("0 1 2 3 4 5 6 7", 90);

    assertThat(apply(TUNING).of(ID).message()).doesNotContain("put back");
    assertThat(node().text(file(90))).isEqualTo("2 3");
  }

  @Test
  void aThreadThatSomebodyMovedIsPutBack() {
    threads("0 1 2 3 4 5 6 7", 70);
    apply(TUNING);
    node().file(file(70), "7");

    assertThat(apply(TUNING).of(ID).message()).contains("put back");
    assertThat(node().text(file(70))).isEqualTo("2 3");
  }

  @Test
  void withoutThreadsItWaits() {
    PlannedSetting row = plan(ETH0 + "napi: {threadCpus: {list: 2-3}}}]").of(ID);

    assertThat(row.outcome()).isEqualTo(Outcome.Pending);
    assertThat(row.message()).isEqualTo("eth0 has no threads: softirqs poll it");
  }
}
